import type { TimelineBucket } from '../api/responses.ts';
import { counted } from '../format/number.ts';
import { sparklineBars } from '../format/sparkline-bars.ts';
import { SPARKLINE_BARS } from '../limits.ts';

const WIDTH = 96;
const HEIGHT = 24;

/** Bars of equal width, scaled to the highest; a bucket with events is never lower than 2 pixels. */
export function Sparkline({
  buckets,
  label,
}: {
  readonly buckets: readonly TimelineBucket[];
  readonly label: string;
}) {
  const bars = sparklineBars(buckets, SPARKLINE_BARS);
  const highest = Math.max(1, ...bars.map((bar) => bar.count));
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${counted(total, 'event')}`}
    >
      <line className="sparkline-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {bars.map((bar, index) => {
        const height = bar.count === 0 ? 0 : Math.max(2, (bar.count / highest) * (HEIGHT - 2));
        return (
          <rect
            key={bar.at}
            x={index * step + 0.5}
            y={HEIGHT - height}
            width={Math.max(1, step - 1)}
            height={height}
          />
        );
      })}
    </svg>
  );
}
