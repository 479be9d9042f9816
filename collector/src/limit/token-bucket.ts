/** A bucket that holds the events of one minute and refills evenly; `perMinute` 0 is no limit. */
export type TokenBucket = {
  /** Whether one more event may pass at `now` (Unix milliseconds); takes nothing. */
  has(now: number, perMinute: number): boolean;
  /** Call after `has`, without anything between. */
  take(): void;
  /** Whole seconds until a tenth of a minute's events may pass again. */
  retryAfterSeconds(): number;
};

/** Clients that came back for every single token would spend more on refusals than on events. */
const REFILLED_BEFORE_RETRY = 0.1;
const MINUTE_MS = 60_000;

/** Starts full. A clock that jumps back refills nothing; a limit that changes counts from the next event on. */
export function createTokenBucket(): TokenBucket {
  let tokens = 0;
  let refilledAt = Number.NaN;
  let capacity = 0;
  return {
    has: (now, perMinute) => {
      const elapsedMs = Math.max(0, now - refilledAt);
      const isNew = Number.isNaN(refilledAt) || capacity === 0;
      tokens = isNew ? perMinute : Math.min(perMinute, tokens + (elapsedMs / MINUTE_MS) * perMinute);
      capacity = perMinute;
      refilledAt = Number.isNaN(refilledAt) ? now : Math.max(refilledAt, now);
      return perMinute === 0 || tokens >= 1;
    },
    take: () => {
      if (capacity > 0) tokens -= 1;
    },
    retryAfterSeconds: () => {
      const wanted = Math.max(1, capacity * REFILLED_BEFORE_RETRY);
      return Math.max(1, Math.ceil(((wanted - tokens) / capacity) * 60));
    },
  };
}
