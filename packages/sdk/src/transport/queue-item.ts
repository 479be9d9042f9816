import { BATCH_DELAY_MS } from '../limits.ts';
import type { CapturedEvent } from '../public-types.ts';

/** An event on its way, with the repeats that were counted into it. */
export type QueueItem = {
  event: CapturedEvent;
  repeats: number;
  lastSeenMs: number;
  /** Not sent before, to collect company or repeats; a flush does not wait for it. */
  holdUntilMs: number;
  /** Part of a request that was made: its repeat count must not change any more, or a retry would be lost as duplicate. */
  frozen: boolean;
};

export function createQueueItem(event: CapturedEvent, nowMs: number): QueueItem {
  return { event, repeats: 0, lastSeenMs: nowMs, holdUntilMs: nowMs + BATCH_DELAY_MS, frozen: false };
}

export function occurrences(item: QueueItem): number {
  return 1 + item.repeats;
}

/** The server's name for what is limited. */
export function categoryOf(item: QueueItem): string {
  return item.event.exceptions.length > 0 ? 'error' : 'default';
}
