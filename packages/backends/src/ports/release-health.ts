import type { JournalPosition, ReceivedSessions } from '@bugsage/core';

export type PlacedSessions = { readonly sessions: ReceivedSessions; readonly position: JournalPosition };

/** Sessions and users by how they fared. The parts of sessions add up to `sessions`. */
export type SessionCounts = {
  readonly sessions: number;
  readonly healthy: number;
  /** Handled errors only. */
  readonly errored: number;
  readonly unhandled: number;
  readonly abnormal: number;
  /** Of the abnormal ones. */
  readonly frozen: number;
  readonly crashed: number;
  readonly users: number;
  readonly users_errored: number;
  readonly users_frozen: number;
  readonly users_crashed: number;
};

export const NO_SESSIONS: SessionCounts = {
  sessions: 0,
  healthy: 0,
  errored: 0,
  unhandled: 0,
  abnormal: 0,
  frozen: 0,
  crashed: 0,
  users: 0,
  users_errored: 0,
  users_frozen: 0,
  users_crashed: 0,
};

export type HealthQuery = {
  readonly projectId: number;
  /** Left out: all. */
  readonly environment?: string;
  /** Unix milliseconds of the start of sessions. */
  readonly from: number;
  readonly to: number;
};

export type SessionBucket = SessionCounts & { readonly at: number };

/** Sessions in ClickHouse. */
export type ReleaseHealthStore = {
  /** Storing the same again changes nothing. Throws `BugSageError` unavailable or `invalid_input`. */
  insert(placed: readonly PlacedSessions[]): Promise<void>;
  /** By release; those without sessions are missing. */
  byRelease(query: HealthQuery & { releases: readonly string[] }): Promise<Map<string, SessionCounts>>;
  /** Of all releases together. */
  ofProject(query: HealthQuery): Promise<SessionCounts>;
  /** Of one release, gaps filled with 0. */
  overTime(query: HealthQuery & { release: string; bucketSeconds: number }): Promise<SessionBucket[]>;
};
