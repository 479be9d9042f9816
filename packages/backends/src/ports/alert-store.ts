import type { Activity, AlertRule, AlertTrigger, Channel, Delivery, Issue } from '@bugsage/core';
import type { Claim, OutgoingWork } from './outgoing-work.ts';

export type RuleDraft = Omit<AlertRule, 'id' | 'created_at'>;

/** Rules of projects. */
export type AlertRuleStore = {
  list(projectId: number): Promise<AlertRule[]>;
  get(projectId: number, ruleId: string): Promise<AlertRule | null>;
  /** Throws `conflict` above the number a project may have, `invalid_input` for a channel of another project. */
  create(draft: RuleDraft): Promise<AlertRule>;
  replace(ruleId: string, draft: RuleDraft): Promise<AlertRule | null>;
  remove(projectId: number, ruleId: string): Promise<boolean>;
  /** All enabled rules that wait for the trigger, of all projects. */
  waitingFor(trigger: AlertTrigger): Promise<AlertRule[]>;
};

export type ChannelDraft = Pick<Channel, 'project_id' | 'kind' | 'name' | 'hint' | 'enabled'> & {
  /** Address and secret; sealed before it is stored. */
  readonly target: string;
};

/** Channels of projects. Their targets are sealed with the secret key of the installation. */
export type ChannelStore = {
  list(projectId: number): Promise<Channel[]>;
  get(projectId: number, channelId: string): Promise<Channel | null>;
  create(draft: ChannelDraft): Promise<Channel>;
  /** Without a target it keeps the old one. */
  replace(
    channelId: string,
    draft: Omit<ChannelDraft, 'target' | 'hint'> & { target?: string; hint?: string },
  ): Promise<Channel | null>;
  remove(projectId: number, channelId: string): Promise<boolean>;
  /** For the call it is meant for, never for an answer or a log. */
  target(channelId: string): Promise<string | null>;
};

export type PlannedDelivery = {
  readonly key: string;
  readonly project_id: number;
  readonly rule_id: string;
  readonly channel_id: string;
  /** Null when it is about the project. */
  readonly issue_id: string | null;
  readonly trigger: AlertTrigger;
  /** Unix milliseconds. */
  readonly notBefore: number;
};

export type DueDelivery = PlainDelivery & Claim;
type PlainDelivery = Delivery & {
  readonly issue_ids: readonly string[];
  /** How often a person had it sent again. */
  readonly replays: number;
};

/** The log of messages, and the work list of those who send them. */
export type DeliveryStore = OutgoingWork<PlainDelivery> & {
  /**
   * Takes the next lines of the activity and writes what `plan` makes of them, in one transaction with the place in the
   * activity. One caller at a time; others get 0. Answers how many lines were taken. Above the bound of a rule's storm,
   * deliveries become one summary.
   */
  planNext(
    plan: (
      activity: readonly Activity[],
      issues: ReadonlyMap<string, Issue>,
      rules: readonly AlertRule[],
    ) => readonly PlannedDelivery[],
    limit: number,
  ): Promise<number>;
  /** Adds deliveries outside the activity, once by their key. Answers how many were new. */
  add(deliveries: readonly PlannedDelivery[]): Promise<number>;
  addTest(channel: Channel): Promise<Delivery>;
  list(
    projectId: number,
    page: { skip: number; limit: number },
  ): Promise<{ deliveries: Delivery[]; total: number }>;
  /**
   * Sends one again that is over, as a message of its own under the same id. Null when it is not the project's; throws
   * `being_sent`.
   */
  replay(projectId: number, deliveryId: string): Promise<Delivery | null>;
  /** The message an issue has in a channel. */
  messageOf(channelId: string, issueId: string): Promise<string | null>;
  rememberMessage(channelId: string, issueId: string, reference: string): Promise<void>;
};
