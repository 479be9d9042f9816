import type { IngestStore } from '@bugsage/backends';
import { type NewIssueWindow, windowAt, type CountedEvent } from '@bugsage/core';
import { overflowGrouping } from './overflow-grouping.ts';

export type NewIssueCap = {
  /** The events, in order; those that may not open an issue are grouped into the overflow issue. */
  apply<Event extends CountedEvent>(events: readonly Event[]): Promise<readonly Event[]>;
  /** These events are committed: their fingerprints have issues now. */
  learn(events: readonly CountedEvent[]): void;
};

/** Fingerprints that have an issue, so that most batches ask nothing. 80 bytes apiece; forgotten all at once. */
const KNOWN_MAX = 100_000;

const NONE: NewIssueWindow = { minute: 0, count: 0 };

/**
 * Caps the issues a project opens in a minute. The count is in Postgres, moves in the transaction that moves the
 * journal's cursor, and so holds for all collectors and decides the same when a batch is tried again. 0 is no cap.
 */
export function createNewIssueCap(
  ingest: Pick<IngestStore, 'readNewIssues'>,
  perMinute: number,
): NewIssueCap {
  const known = new Set<string>();
  return {
    apply: async (events) => {
      if (perMinute === 0) return events;
      const unsure = events.filter((placed) => !keysOf(placed).some((key) => known.has(key)));
      if (unsure.length === 0) return events;
      const state = await ingest.readNewIssues(unsure);
      const windows = new Map(state.windows);
      const opened = new Set(state.known);
      return events.map((placed) => {
        const keys = keysOf(placed);
        if (keys.some((key) => known.has(key) || opened.has(key))) return placed;
        const { project_id: projectId, received_at: receivedAt } = placed.event;
        const window = windowAt(windows.get(projectId) ?? NONE, receivedAt);
        if (window.count >= perMinute)
          return { ...placed, grouping: overflowGrouping(placed.grouping, perMinute) };
        windows.set(projectId, { ...window, count: window.count + 1 });
        for (const key of keys) opened.add(key);
        return placed;
      });
    },
    learn: (events) => {
      if (perMinute === 0) return;
      if (known.size > KNOWN_MAX) known.clear();
      for (const placed of events) for (const key of keysOf(placed)) known.add(key);
    },
  };
}

function keysOf({ event, grouping }: CountedEvent): string[] {
  return [grouping.fingerprint, ...grouping.alternatives].map((key) => `${event.project_id}:${key}`);
}
