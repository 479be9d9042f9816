import type { TimeBucket } from './event-store.ts';

/** Steps in which events are counted; a bucket of a chart is a multiple of it. */
export const COUNTED_SECONDS = 900;

/** How many events of a project there were, counted when each became known: those whose payload is not stored too. */
export type EventCountStore = {
  /**
   * Counts per bucket between two Unix milliseconds, gaps filled with 0. Null when the range begins before the counting
   * did, or its buckets are no multiple of `COUNTED_SECONDS`: then events are counted where they are stored.
   */
  overTime(query: {
    readonly projectIds: readonly number[];
    readonly from: number;
    readonly to: number;
    readonly bucketSeconds: number;
  }): Promise<readonly TimeBucket[] | null>;
};
