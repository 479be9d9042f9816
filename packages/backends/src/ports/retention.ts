import type { Retention } from '@bugsage/core';

/** What the projects want to keep. */
export type RetentionStore = {
  /** Of every project that is not deleted. */
  list(): Promise<{ project_id: number; retention: Retention }[]>;
  /** Runs one step at a time over all processes; others skip theirs. Answers whether it ran. */
  exclusively(run: () => Promise<void>): Promise<boolean>;
};

/** Bounds of one project's events; null is no bound. */
export type ExpiryBounds = {
  /** Unix milliseconds of receipt; what is older goes. */
  readonly receivedBefore: number | null;
  readonly eventsMax: number | null;
  /** Bytes of events as JSON, before compression. */
  readonly bytesMax: number | null;
};

/** Deleted events, by the bound they were beyond; the first one of age, count and bytes counts. */
export type Expired = { readonly age: number; readonly count: number; readonly bytes: number };

export type EventExpiry = {
  /** Deletes the oldest events of a project that are beyond its bounds, at most `eventsPerStep`. Safe to repeat. */
  expire(step: ExpiryBounds & { projectId: number; eventsPerStep: number }): Promise<Expired>;
};
