import type { HttpHeader } from '../http/index.ts';
import type { ExhaustedScope } from './quota.ts';

/**
 * `X-Sentry-Rate-Limits` (protocol.md 1.10): `seconds:categories:scope:reason`, one entry for each exhausted scope.
 * `sessionSeconds` above 0 names sessions. Client reports, and what this product does not store, have no quota.
 */
export function rateLimitHeaders(exhausted: readonly ExhaustedScope[], sessionSeconds = 0): HttpHeader[] {
  const entries = exhausted.map(
    ({ scope, retryAfterSeconds }) => `${retryAfterSeconds}:error:${scope}:${scope}_quota`,
  );
  if (sessionSeconds > 0) entries.push(`${sessionSeconds}:session:project:session_quota`);
  if (entries.length === 0) return [];
  return [['x-sentry-rate-limits', entries.join(', ')]];
}

/** Seconds until every exhausted scope lets events pass again. */
export function longestRetryAfter(exhausted: readonly ExhaustedScope[]): number {
  return Math.max(1, ...exhausted.map(({ retryAfterSeconds }) => retryAfterSeconds));
}
