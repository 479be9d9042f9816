import type { TimeBucket } from '@bugsage/backends';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';

const SECONDS_PER_DAY = 86_400;
const MILLISECONDS = 1_000;

/** Widths people can read off an axis. */
const BUCKET_SECONDS = [60, 300, 900, 3_600, 10_800, 21_600, SECONDS_PER_DAY, 7 * SECONDS_PER_DAY];

/** Counts over time, oldest first, gaps filled with 0. `at` is the start of a bucket. */
export const timeSeriesSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucket_seconds: z.int().positive(),
  buckets: z.array(z.object({ at: z.iso.datetime(), count: z.int().nonnegative() })),
});

/** Unix milliseconds. */
export type TimeRange = { readonly from: number; readonly to: number; readonly bucketSeconds: number };

/** The range of that many hours up to now, in the narrowest buckets that fit the bound, starting on a full bucket. */
export function timeRange(hours: number, now: number): TimeRange {
  const seconds = hours * 3_600;
  const fitting = BUCKET_SECONDS.find((width) => seconds / width <= API_LIMITS.bucketsMax);
  const bucketSeconds = fitting ?? BUCKET_SECONDS.at(-1) ?? SECONDS_PER_DAY;
  const bucketMs = bucketSeconds * MILLISECONDS;
  const from = Math.floor((now - seconds * MILLISECONDS) / bucketMs) * bucketMs;
  return { from, to: now, bucketSeconds };
}

export function timeSeries(
  range: TimeRange,
  buckets: readonly TimeBucket[],
): z.infer<typeof timeSeriesSchema> {
  return {
    from: isoTime(range.from),
    to: isoTime(range.to),
    bucket_seconds: range.bucketSeconds,
    buckets: buckets.map(({ at, count }) => ({ at: isoTime(at), count })),
  };
}

function isoTime(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
