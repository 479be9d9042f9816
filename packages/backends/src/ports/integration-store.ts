import type {
  Activity,
  ImportState,
  Integration,
  IntegrationCredentials,
  IntegrationKind,
  IntegrationSettings,
  Issue,
  IssueLink,
  ReceivedWebhook,
} from '@bugsage/core';
import type { Claim, OutgoingWork } from './outgoing-work.ts';

/** Of one kind, with what opens it: for the call it is meant for, never for an answer or a log. */
export type OpenIntegration = {
  [Kind in IntegrationKind]: {
    readonly id: string;
    readonly project_id: number;
    readonly kind: Kind;
    readonly name: string;
    readonly settings: IntegrationSettings[Kind];
    readonly credentials: IntegrationCredentials[Kind];
    readonly webhookSecret: string | null;
    readonly import: ImportState | null;
  };
}[IntegrationKind];

export type IntegrationDraft = Pick<Integration, 'project_id' | 'kind' | 'name' | 'enabled' | 'settings'> & {
  readonly credentials: object;
  readonly webhookSecret: string | null;
  readonly created_by: string;
};

/** What is left out stays as it is. */
export type IntegrationPatch = Partial<
  Pick<IntegrationDraft, 'name' | 'enabled' | 'settings' | 'credentials'>
> & { readonly webhookSecret?: string };

/** Connections of projects. Credentials are sealed with the secret key of the installation. */
export type IntegrationStore = {
  list(projectId: number): Promise<Integration[]>;
  get(projectId: number, integrationId: string): Promise<Integration | null>;
  /** Throws `conflict` above the number a project may have. */
  create(draft: IntegrationDraft): Promise<Integration>;
  update(projectId: number, integrationId: string, patch: IntegrationPatch): Promise<Integration | null>;
  remove(projectId: number, integrationId: string): Promise<boolean>;
  /** Null when it is gone or switched off. */
  reveal(integrationId: string): Promise<OpenIntegration | null>;
  /** Enabled ones of a kind that can verify webhooks, oldest first. */
  verifiers(kind: IntegrationKind, limit: number): Promise<OpenIntegration[]>;
  /** Enabled ones of a project. */
  openOf(projectId: number): Promise<OpenIntegration[]>;
  /** Notes when the other side last answered, or what it said. */
  noteCheck(integrationId: string, error: string | null): Promise<void>;
  /** Notes how far an import is, and publishes its next step when it goes on, in one transaction. */
  saveImport(reference: Pick<Integration, 'id' | 'project_id'>, state: ImportState): Promise<void>;
};

/** The state of an issue over there as the tracker told it. Time in Unix milliseconds, of the tracker's clock. */
export type SeenState = Pick<IssueLink, 'url' | 'title' | 'is_closed' | 'status'> & {
  readonly seenAt: number;
};

export type LinkStore = {
  /** The issue people call by this number in its project. */
  issueOfNumber(projectId: number, number: number): Promise<string | null>;
  /** Links of an issue and of those merged into it. */
  ofIssue(issueId: string): Promise<IssueLink[]>;
  read(linkId: string): Promise<IssueLink | null>;
  /** Links to one issue over there. */
  ofKey(integrationId: string, key: string): Promise<IssueLink[]>;
  /**
   * Asks for an issue over there, or links one that is there (`key` with its state). One link of an issue and an
   * integration: a repeated call answers the first. A failed one is tried again.
   */
  request(
    draft: Pick<IssueLink, 'issue_id' | 'project_id' | 'integration_id' | 'created_by'>,
    existing: ({ readonly key: string } & SeenState) | null,
  ): Promise<IssueLink>;
  remove(issueId: string, linkId: string): Promise<boolean>;
  /** The tracker has it now; with `tellState` it is told the state next, as a task of its own. */
  noteCreated(linkId: string, key: string, seen: SeenState, tellState: boolean): Promise<void>;
  /** Answers false, and changes nothing, when a newer state was seen already. */
  noteState(linkId: string, seen: SeenState): Promise<boolean>;
  noteError(linkId: string, error: string, isCreation: boolean): Promise<void>;
  /** Remembers a comment over there, so that its webhook is no news. */
  noteComment(linkId: string, externalId: string): Promise<void>;
  /** Writes a comment of the other side below the issue, once. False when it is known. */
  importComment(
    link: IssueLink,
    comment: { externalId: string; author: string; body: string },
  ): Promise<boolean>;
};

export const TASK_KINDS = ['create', 'state', 'priority', 'comment'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export type PlannedTask = {
  readonly key: string;
  readonly link_id: string;
  readonly what: TaskKind;
  readonly comment_id: string | null;
};
export type DueTask = PlannedTask & Claim;

/** What goes out to trackers, one task of a link at a time. */
export type TaskStore = OutgoingWork<PlannedTask> & {
  /**
   * Takes the next lines of the activity and writes what `plan` makes of them, in one transaction with the place in the
   * activity. One caller at a time; others get 0. Answers how many lines were taken.
   */
  planNext(
    plan: (
      activity: readonly Activity[],
      issues: ReadonlyMap<string, Issue>,
      links: readonly IssueLink[],
    ) => readonly PlannedTask[],
    limit: number,
  ): Promise<number>;
};

export type WebhookDraft = Pick<
  ReceivedWebhook,
  'project_id' | 'integration_id' | 'source' | 'delivery_id' | 'topic'
> & { readonly body: string };

/** Webhooks that came in: stored with the message that has them worked on, in one transaction. */
export type ReceivedStore = {
  /** Answers the one that is there when the delivery or its body came before. */
  receive(draft: WebhookDraft): Promise<{ webhook: ReceivedWebhook; isNew: boolean }>;
  read(webhookId: string): Promise<(ReceivedWebhook & { readonly body: string }) | null>;
  list(
    projectId: number,
    page: { skip: number; limit: number; status?: ReceivedWebhook['status'] },
  ): Promise<{ webhooks: ReceivedWebhook[]; total: number }>;
  /** Counts a try. */
  begin(webhookId: string): Promise<void>;
  settle(webhookId: string, result: { status: 'done' | 'ignored' | 'dead'; note: string }): Promise<void>;
  noteFailure(webhookId: string, note: string): Promise<void>;
  /** Works on it once more. Null when it is not the project's. */
  replay(projectId: number, webhookId: string): Promise<ReceivedWebhook | null>;
  prune(): Promise<number>;
};
