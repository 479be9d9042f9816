import { RATE_LIMIT_DEFAULT_MS, RATE_LIMIT_MS_MAX } from '../limits.ts';
import type { SendAnswer } from '../platform.ts';

/** Unix milliseconds until which nothing of a category may be sent. */
export type RateLimits = Record<string, number>;

/** The client's side of `X-Sentry-Rate-Limits` and `Retry-After`: the longest announced wait of a category counts. */
export function takeOverLimits(limits: RateLimits, { status, headers }: SendAnswer, nowMs: number): void {
  const retryAfter = headers.get('retry-after');
  const told =
    headers.get('x-sentry-rate-limits') ||
    // A key that is refused now will be refused again at once.
    (retryAfter || /401|403|429/.test(status as never)
      ? // Seconds or an HTTP date (RFC 9110, 10.2.3).
        `${+(retryAfter as string) || (Date.parse(retryAfter as string) - nowMs) / 1000}`
      : '-1');
  for (const limit of told.split(',')) {
    const [seconds, categories] = limit.split(':');
    for (const category of (categories ?? '').split(';'))
      limits[category] = Math.max(
        limits[category] ?? 0,
        // Nothing that can be read is not a number.
        nowMs + Math.min(+(seconds as string) * 1000 || RATE_LIMIT_DEFAULT_MS, RATE_LIMIT_MS_MAX),
      );
  }
}
