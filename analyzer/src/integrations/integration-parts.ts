import type { Backends, IntegrationStore } from '@bugsage/backends';
import type { Logger } from 'pino';
import type { CountAttempt } from '../metrics/analyzer-metrics.ts';

/** What both directions need. */
export type IntegrationParts = Pick<
  Backends,
  | 'accounts'
  | 'analyses'
  | 'comments'
  | 'events'
  | 'eventSearch'
  | 'fixes'
  | 'issues'
  | 'links'
  | 'outbound'
  | 'received'
  | 'releases'
  | 'tasks'
  | 'users'
> & {
  readonly integrations: IntegrationStore;
  /** Hands an event to the collector, as an SDK would. */
  readonly intake: EventIntake;
  /** Counts how attempts ended. */
  readonly counted?: CountAttempt;
  /** Address of the dashboard, for links; null leaves them out. */
  readonly root: string | null;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

/** The way of every other event, so that limits, scrubbing, grouping and the one count per event id hold for these too. */
export type EventIntake = {
  /** Resolves when the collector keeps it. Throws `ProviderError`, retryable while the collector is away or busy. */
  readonly send: (projectId: number, event: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** Who did what came in: `github:octocat`. The part before the colon keeps it from going back. */
export function actorOf(kind: string, name: string): string {
  return `${kind}:${name}`.slice(0, 200);
}

export function isActorOf(actor: string, kind: string): boolean {
  return actor.startsWith(`${kind}:`);
}
