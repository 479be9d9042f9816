import { absoluteTime, relativeTime } from '../format/relative-time.ts';
import { useNow } from '../state/now.ts';

/** `at` is ISO 8601 or unix milliseconds; the absolute time is in the title. */
export function RelativeTime({ at }: { readonly at: string | number }) {
  const now = useNow();
  const moment = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(moment)) return <span>unknown</span>;
  return (
    <time dateTime={new Date(moment).toISOString()} title={absoluteTime(moment)}>
      {relativeTime(moment, now)}
    </time>
  );
}
