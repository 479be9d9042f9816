import { queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';

/** What `GET /health` says, also with its 503. */
export type Health = {
  readonly status: 'ok' | 'degraded' | 'unavailable';
  /** One for each part that does not work, its name first: `ClickHouse: no answer`. */
  readonly reasons: readonly string[];
};

export function healthQuery() {
  return queryOptions({
    queryKey: ['health'],
    queryFn: async ({ signal }) => {
      const response = await fetch('/health', { signal });
      return (await response.json()) as Health;
    },
    refetchInterval: REFRESH_MS.health,
    // The next turn asks again; what is shown should not wait for repeats.
    retry: false,
  });
}
