type Bucket = { readonly at: string; readonly count: number };

/** The buckets joined into at most `barsMax` bars of equal width, oldest first; the last bar holds the newest bucket. */
export function sparklineBars(buckets: readonly Bucket[], barsMax: number): readonly Bucket[] {
  const width = Math.max(1, Math.ceil(buckets.length / barsMax));
  const bars: Bucket[] = [];
  for (let end = buckets.length; end > 0; end -= width) {
    const part = buckets.slice(Math.max(0, end - width), end);
    bars.push({ at: part[0]?.at ?? '', count: part.reduce((sum, bucket) => sum + bucket.count, 0) });
  }
  return bars.toReversed();
}
