import type { DropReason } from '@bugsage/core';

/** Events of a project that were dropped for a reason within one hour. */
export type HourOfDrops = {
  readonly project_id: number;
  /** When the hour began, Unix milliseconds. */
  readonly hour: number;
  readonly reason: DropReason;
  readonly events: number;
};

/**
 * What collectors dropped, for people and alerts. Metrics have it since the start of a process and exactly; here it is
 * kept, and a crash takes the last seconds of it along.
 */
export type DropStore = {
  /** Adds to what is there. Projects that are gone are left out. */
  add(drops: readonly HourOfDrops[]): Promise<void>;
  /** Of one project since a moment (Unix milliseconds), in order of time, then reason. */
  list(projectId: number, since: number): Promise<HourOfDrops[]>;
  /** Forgets hours before the moment. Answers how many rows there were. */
  prune(before: number): Promise<number>;
};
