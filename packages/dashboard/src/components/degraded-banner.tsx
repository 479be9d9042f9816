import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../api/health.ts';
import { Icon } from './icon.tsx';

/** Says on every page which part of the server does not work, and what that means. Always there, so that it is read out. */
export function DegradedBanner() {
  const health = useQuery(healthQuery()).data;
  const reasons = health?.reasons ?? [];
  return (
    <output className="degraded-banner">
      {reasons.length > 0 && (
        <p className="degraded-text">
          <Icon name="warning" />
          <span>
            {meaningOf(reasons)} ({reasons.join('; ')})
          </span>
        </p>
      )}
    </output>
  );
}

function meaningOf(reasons: readonly string[]): string {
  const isAway = (engine: string): boolean => reasons.some((reason) => reason.startsWith(engine));
  if (isAway('Postgres'))
    return 'The database does not answer: nothing can be read or changed. New events are kept.';
  if (isAway('ClickHouse'))
    return 'The event store does not answer: issues can be worked on, events cannot be read. New events are kept and will appear.';
  return 'A part of the server does not work. New events are kept.';
}
