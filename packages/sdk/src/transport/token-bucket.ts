import { BUCKET_CAPACITY, BUCKET_REFILL_MS } from '../limits.ts';

/** Answers whether one more may pass. */
export function createTokenBucket(): (nowMs: number) => boolean {
  let tokens = BUCKET_CAPACITY;
  let filledAtMs = 0;
  return (nowMs) => {
    // A clock that was set back refills nothing.
    tokens = Math.min(BUCKET_CAPACITY, tokens + Math.max(nowMs - filledAtMs, 0) / BUCKET_REFILL_MS);
    filledAtMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
