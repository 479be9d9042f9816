import { RATE_LIMIT_DEFAULT_MS, RATE_LIMIT_MS_MAX } from '../limits.ts';
import type { SendAnswer } from '../platform.ts';

/** What the server asked us to wait for, by category; `''` stands for all of them. */
export type RateLimits = {
  update: (answer: SendAnswer, nowMs: number) => void;
  /** Unix milliseconds until which nothing of the category may be sent; 0 for now. */
  untilMs: (category: string) => number;
};

/** The client's side of `X-Sentry-Rate-Limits` and `Retry-After`: the longest announced wait of a category counts. */
export function createRateLimits(): RateLimits {
  const known: Record<string, number> = {};
  const untilMs = (category: string): number => Math.max(known[''] ?? 0, known[category] ?? 0);
  return {
    untilMs,
    update({ status, rateLimits, retryAfter }, nowMs) {
      const extend = (category: string, waitMs: number): void => {
        // Not a number: no date either.
        const boundedMs = Number.isNaN(waitMs) ? RATE_LIMIT_DEFAULT_MS : Math.min(waitMs, RATE_LIMIT_MS_MAX);
        known[category] = Math.max(known[category] ?? 0, nowMs + boundedMs);
      };
      if (rateLimits)
        for (const [, seconds, categories = ''] of rateLimits.matchAll(/([^:,]+):([\w;]*)[^,]*/g))
          for (const category of categories.split(';')) extend(category, Number(seconds) * 1000);
      else if (status === 429 || (status === 503 && retryAfter))
        // Seconds or an HTTP date (RFC 9110, 10.2.3).
        extend('', Number(retryAfter) * 1000 || Date.parse(retryAfter ?? '') - nowMs);
      // A key that is refused now will be refused again at once.
      else if (status === 401 || status === 403) extend('', RATE_LIMIT_DEFAULT_MS);
    },
  };
}
