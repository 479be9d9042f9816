import type { HttpHeader } from '../http/index.ts';
import type { ExhaustedScope } from './quota.ts';

/**
 * `X-Sentry-Rate-Limits` (protocol.md 1.10): `seconds:categories:scope:reason`, one entry for each exhausted scope.
 * Only errors are named: client reports, and what this product does not store, have no quota.
 */
export function rateLimitHeaders(exhausted: readonly ExhaustedScope[]): HttpHeader[] {
  if (exhausted.length === 0) return [];
  const entries = exhausted.map(
    ({ scope, retryAfterSeconds }) => `${retryAfterSeconds}:error:${scope}:${scope}_quota`,
  );
  return [['x-sentry-rate-limits', entries.join(', ')]];
}

/** Seconds until every exhausted scope lets events pass again. */
export function longestRetryAfter(exhausted: readonly ExhaustedScope[]): number {
  return Math.max(1, ...exhausted.map(({ retryAfterSeconds }) => retryAfterSeconds));
}
