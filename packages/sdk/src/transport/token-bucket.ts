/** Answers whether one more may pass: a burst of `capacity`, refilled over time. */
export function createTokenBucket(bounds: {
  capacity: number;
  refillPerSecond: number;
}): (nowMs: number) => boolean {
  let tokens = bounds.capacity;
  let filledAtMs = 0;
  return (nowMs) => {
    // A clock that was set back refills nothing.
    const seconds = Math.max(nowMs - filledAtMs, 0) / 1000;
    tokens = Math.min(bounds.capacity, tokens + seconds * bounds.refillPerSecond);
    filledAtMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
