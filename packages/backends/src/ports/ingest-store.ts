import type { JournalPosition, NewIssueWindow, CountedEvent } from '@bugsage/core';

export type Cursor = { readonly collector: string; readonly incarnation: number; readonly pos: number };

export type DeadLetter = {
  readonly position: JournalPosition;
  readonly project_id: number;
  readonly event_id: string;
  /** The scrubbed payload as in the journal. */
  readonly payload: string;
  readonly error: string;
};

export type CommitResult = {
  /** Events counted for the first time. */
  readonly accepted: number;
  /** Of the accepted ones: counted, but not among the rows of the events table. */
  readonly sampled: number;
  /** Event ids that another batch had stored before. */
  readonly duplicates: number;
  readonly issuesCreated: number;
  readonly issuesRegressed: number;
};

export type NewIssues = {
  /** `project:fingerprint` of those that have an issue. */
  readonly known: ReadonlySet<string>;
  /** By project. */
  readonly windows: ReadonlyMap<number, NewIssueWindow>;
};

/** A release that something other than an event named. `receivedAt` in Unix milliseconds. */
export type SeenRelease = {
  readonly projectId: number;
  readonly version: string;
  readonly receivedAt: number;
};

/** The relational half of storing a batch. */
export type IngestStore = {
  /** Committed position of a collector's journal, -1 before the first commit. */
  readCursor(collector: string, incarnation: number): Promise<number>;
  /** Event ids of the batch that are known already. */
  knownEventIds(events: readonly { project_id: number; event_id: string }[]): Promise<Set<string>>;
  /**
   * Forgets ids of events that were received before (Unix milliseconds), at most so many; answers how many. An event
   * that comes again afterwards is a new one.
   */
  forgetEventIds(receivedBefore: number, countMax: number): Promise<number>;
  /** What the cap of new issues has to know of these events. */
  readNewIssues(events: readonly Pick<CountedEvent, 'event' | 'grouping'>[]): Promise<NewIssues>;
  /**
   * One transaction: event ids, issue upserts, users, outbox, dead letters, cursor. `from` must be the committed
   * position; otherwise somebody else stored the range and nothing is changed (`conflict`).
   */
  commit(batch: {
    events: readonly CountedEvent[];
    /** Positions of events whose payload was not stored; the issue says how many. */
    sampled?: ReadonlySet<number>;
    /** Named by sessions of the batch. */
    releases?: readonly SeenRelease[];
    deadLetters: readonly DeadLetter[];
    cursor: { collector: string; incarnation: number; from: number; to: number };
  }): Promise<CommitResult>;
};
