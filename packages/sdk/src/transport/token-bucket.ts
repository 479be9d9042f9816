import type { Client } from '../client.ts';
import { BUCKET_CAPACITY, BUCKET_REFILL_MS } from '../limits.ts';

/**
 * Answers whether one more may pass: a burst, then a steady rate. Every one that passes costs time, which may be borrowed up to
 * the present from what went by unused; a clock that was set back returns nothing.
 */
export function takeToken(client: Pick<Client, 'spentUntilMs'>, nowMs: number): boolean {
  const spentMs = Math.min(Math.max(client.spentUntilMs, nowMs - BUCKET_CAPACITY * BUCKET_REFILL_MS), nowMs);
  return spentMs + BUCKET_REFILL_MS <= nowMs && !!(client.spentUntilMs = spentMs + BUCKET_REFILL_MS);
}
