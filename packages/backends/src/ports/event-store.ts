import type { EncodedEvent, FingerprintedEvent, JournalPosition, PlacedEvent } from '@bugsage/core';

/** Events of one issue: its project and all fingerprints the ledger gives it. */
export type IssueEvents = { readonly projectId: number; readonly fingerprints: readonly string[] };

export type StoredEvent = FingerprintedEvent & { readonly position: JournalPosition };

/** A row of an event list: what people scan, without the payload. Times are Unix milliseconds. */
export type EventSummary = {
  readonly event_id: string;
  readonly occurred_at: number;
  readonly received_at: number;
  readonly title: string;
  readonly level: string;
  readonly release: string | null;
  readonly environment: string | null;
  readonly user: string | null;
  readonly times_seen: number;
};

/**
 * A place in a list of events, newest first: by time, then by id, then by project. An empty id stands before all events
 * of its millisecond.
 */
export type EventPlace = {
  readonly occurredAt: number;
  readonly eventId: string;
  /** Counts in lists over several projects only. */
  readonly projectId?: number;
};

/** Times are Unix milliseconds of receipt. */
export type ReleaseSeen = {
  readonly release: string;
  readonly first_seen: number;
  readonly last_seen: number;
};

export type TimeBucket = { readonly at: number; readonly count: number };
export type TagDistribution = {
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

/** Events in ClickHouse. All reads answer one row per event id. */
export type EventStore = {
  /**
   * Inserts all or none per month of `received_at`. The same events with the same `attempt` are inserted once, also when the
   * first insert is still under way. Throws `BugSageError` unavailable or `invalid_input` (poison).
   */
  insert(events: readonly (PlacedEvent | EncodedEvent)[], attempt?: number): Promise<void>;
  /** Which positions of [from, to] are stored already; the guarantee behind exactly once (docs/durability.md). */
  presentPositions(range: {
    collector: string;
    incarnation: number;
    from: number;
    to: number;
  }): Promise<Set<number>>;
  getEvent(projectId: number, eventId: string): Promise<StoredEvent | null>;
  /** Newest first. `before` is the place of the last row seen. */
  listEvents(query: IssueEvents & { limit: number; before?: EventPlace }): Promise<EventSummary[]>;
  /**
   * Newest events of an issue, whole. With `lastSeen`, when its newest event happened in Unix milliseconds, they are looked for
   * around that time first, which is a small part of what is stored; the answer is the same.
   */
  latestEvents(query: IssueEvents & { limit: number; lastSeen?: number }): Promise<StoredEvent[]>;
  /** Counts per bucket between two Unix milliseconds, gaps filled with 0. */
  countsOverTime(
    query: IssueEvents & { from: number; to: number; bucketSeconds: number },
  ): Promise<TimeBucket[]>;
  /** Deletes all events of these fingerprints. A batch that is being stored meanwhile may add some again. */
  deleteEvents(query: IssueEvents): Promise<void>;
  tagDistribution(query: IssueEvents & { valuesPerKey: number }): Promise<TagDistribution[]>;
  /** The same over the newest events of a whole project: what is usual there. */
  projectTagDistribution(query: { projectId: number; valuesPerKey: number }): Promise<TagDistribution[]>;
  /** Releases a project sent events of since the given Unix milliseconds, most recently begun first. */
  releasesSince(projectId: number, since: number): Promise<ReleaseSeen[]>;
};
