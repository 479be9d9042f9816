import type { IngestStore } from '@bugsage/backends';
import type { CountedEvent } from '@bugsage/core';
import { createNewIssueCap } from './new-issue-cap.ts';
import { createPayloadSample } from './payload-sample.ts';

export type LimitedBatch<Event extends CountedEvent> = {
  /** All events, in order: each is counted in its issue. */
  readonly events: readonly Event[];
  /** Positions whose payload is not stored. */
  readonly sampled: ReadonlySet<number>;
  /** The batch is committed: what it used up counts from now on. */
  commit(): void;
};

export type IssueLimits = {
  /** `present`: positions whose rows an earlier try has stored; they stay, whatever would be decided now. */
  apply<Event extends CountedEvent>(
    events: readonly Event[],
    present: ReadonlySet<number>,
  ): Promise<LimitedBatch<Event>>;
};

/** What one issue, and one project's new issues, may take of the stores. Either bound is off at 0. */
export function createIssueLimits(options: {
  readonly ingest: Pick<IngestStore, 'readNewIssues'>;
  readonly issueEventsPerMinute: number;
  readonly newIssuesPerMinute: number;
}): IssueLimits {
  const cap = createNewIssueCap(options.ingest, options.newIssuesPerMinute);
  const sample = createPayloadSample(options.issueEventsPerMinute);
  return {
    apply: async (given, present) => {
      const events = await cap.apply(given);
      const plan = sample.plan();
      const sampled = new Set<number>();
      for (const { event, grouping, position } of events) {
        const issueKey = `${event.project_id}:${grouping.fingerprint}`;
        // Somebody waits for what they reported, and the quota bounds how much that can be.
        const isKept =
          event.source === 'api' || plan.keeps({ issueKey, receivedAt: event.received_at, position });
        if (!isKept && !present.has(position.pos)) sampled.add(position.pos);
      }
      return {
        events,
        sampled,
        commit: () => {
          cap.learn(events);
          plan.advance();
        },
      };
    },
  };
}
