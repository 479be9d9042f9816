import { BUCKET_CAPACITY, BUCKET_REFILL_PER_SECOND } from '../limits.ts';

/** Answers whether one more may pass. */
export function createTokenBucket(): (nowMs: number) => boolean {
  let tokens = BUCKET_CAPACITY;
  let filledAtMs = 0;
  return (nowMs) => {
    // A clock that was set back refills nothing.
    const seconds = Math.max(nowMs - filledAtMs, 0) / 1000;
    tokens = Math.min(BUCKET_CAPACITY, tokens + seconds * BUCKET_REFILL_PER_SECOND);
    filledAtMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
