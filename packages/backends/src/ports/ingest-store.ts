import type { JournalPosition, PlacedEvent } from '@bugsage/core';

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
  /** Event ids that another batch had stored before. */
  readonly duplicates: number;
  readonly issuesCreated: number;
  readonly issuesRegressed: number;
};

/** The relational half of storing a batch. */
export type IngestStore = {
  /** Committed position of a collector's journal, -1 before the first commit. */
  readCursor(collector: string, incarnation: number): Promise<number>;
  /** Event ids of the batch that are known already. */
  knownEventIds(events: readonly { project_id: number; event_id: string }[]): Promise<Set<string>>;
  /**
   * One transaction: event ids, issue upserts, users, outbox, dead letters, cursor. `from` must be the committed
   * position; otherwise somebody else stored the range and nothing is changed (`conflict`).
   */
  commit(batch: {
    events: readonly PlacedEvent[];
    deadLetters: readonly DeadLetter[];
    cursor: { collector: string; incarnation: number; from: number; to: number };
  }): Promise<CommitResult>;
};
