import type { TimeBucket } from './ports/event-store.ts';

/** One bucket for each step of the range, 0 where nothing was counted. `bucket` is in Unix seconds, the rest in milliseconds. */
export function fillGaps(
  query: { from: number; to: number; bucketSeconds: number },
  rows: readonly { bucket: string; count: string }[],
): TimeBucket[] {
  const counts = new Map(rows.map((row) => [Number(row.bucket), Number(row.count)]));
  const buckets: TimeBucket[] = [];
  const first = Math.floor(query.from / 1000 / query.bucketSeconds) * query.bucketSeconds;
  for (let at = first; at * 1000 < query.to; at += query.bucketSeconds) {
    buckets.push({ at: at * 1000, count: counts.get(at) ?? 0 });
  }
  return buckets;
}
