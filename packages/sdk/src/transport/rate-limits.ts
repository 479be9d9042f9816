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
  const untilMs = new Map<string, number>();
  const extend = (category: string, untilNewMs: number): void => {
    untilMs.set(category, Math.max(untilMs.get(category) ?? 0, untilNewMs));
  };
  return {
    update({ status, rateLimits, retryAfter }, nowMs) {
      if (rateLimits)
        for (const limit of rateLimits.slice(0, 4096).split(',')) {
          const [seconds = '', categories = ''] = limit.trim().split(':', 2);
          const until = nowMs + waitMs(Number.parseFloat(seconds) * 1000);
          for (const category of categories.split(';')) if (KNOWN.has(category)) extend(category, until);
        }
      else if (status === 429 || (status === 503 && retryAfter))
        extend('', nowMs + parseRetryAfterMs(retryAfter, nowMs));
      // A key that is refused now will be refused again at once.
      else if (status === 401 || status === 403) extend('', nowMs + RATE_LIMIT_DEFAULT_MS);
    },
    untilMs: (category) => Math.max(untilMs.get('') ?? 0, untilMs.get(category) ?? 0),
  };
}

/** Other categories are for items that this SDK does not send. */
const KNOWN = new Set(['', 'error', 'default']);

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
export function parseRetryAfterMs(text: string | null | undefined, nowMs: number): number {
  const value = text?.trim() ?? '';
  return waitMs(/^[\d.]+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs);
}

function waitMs(milliseconds: number): number {
  if (!Number.isFinite(milliseconds)) return RATE_LIMIT_DEFAULT_MS;
  return Math.min(Math.max(milliseconds, 0), RATE_LIMIT_MS_MAX);
}
