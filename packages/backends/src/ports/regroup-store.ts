import type { Grouping } from '@bugsage/core';

/** A stored event and the grouping it gets. */
export type EventMove = {
  readonly eventId: string;
  /** Of the row that will be written. */
  readonly revision: number;
  readonly from: string;
  readonly to: Grouping;
  /** Unix milliseconds. */
  readonly occurredAt: number;
  readonly timesSeen: number;
  readonly userHash: string | null;
  readonly release: string | null;
  readonly environment: string | null;
};

export type MoveRequest = {
  readonly projectId: number;
  readonly moves: readonly EventMove[];
  /** `symbolicate`, or the address of a person. */
  readonly actor: string;
  readonly reason: string;
  /**
   * Where fingerprints that no issue has go: the issue by fingerprint, all others open one. Absent: the largest group
   * of an issue's events stays in it.
   */
  readonly homes?: ReadonlyMap<string, string>;
};

/** Moves the numbers of stored events from fingerprint to fingerprint. */
export type RegroupStore = {
  /** Answers the events whose rows may be written; one that was moved otherwise meanwhile is left out. */
  move(request: MoveRequest): Promise<ReadonlySet<string>>;
  /**
   * Brings a fingerprint whose events were moved away to what is left: its users, and its issue's numbers. With
   * `joinsEmptied` an issue that is empty now is merged into the one issue its events went to.
   */
  settle(request: {
    projectId: number;
    fingerprint: string;
    remaining: { events: number; users: ReadonlySet<string> };
    joinsEmptied: boolean;
    actor: string;
    reason: string;
  }): Promise<void>;
  /**
   * Forgets moves that are older than any stored event: what keeps a repeated job from moving an event twice is needed
   * no longer than the event. Answers how many there were.
   */
  forgetMoves(daysMax: number): Promise<number>;
};
