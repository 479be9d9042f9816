import { BATCH_DELAY_MS, REPEAT_WINDOW_MS } from '../limits.ts';
import type { WireSessionRow } from '@bugsage/core/batch';

import type { CapturedEvent } from '../public-types.ts';

/** Changes until it is sent. */
export type SessionRow = WireSessionRow;

/** An event on its way, with the repeats that were counted into it. */
export type QueueItem = {
  /** One with a row is sent as that row and is no event; losing it is no loss of one. */
  event: CapturedEvent & { row?: SessionRow };
  repeats: number;
  lastSeenMs: number;
  /** Not sent before, to collect company or repeats; a flush does not wait for it. */
  holdUntilMs: number;
  /** How long the next one of its kind will wait for more, after this was sent. */
  windowMs: number;
  /** Part of a request that was made: its repeat count must not change any more, or a retry would be lost as duplicate. */
  frozen?: boolean;
};

export function createQueueItem(
  event: CapturedEvent,
  repeats = 0,
  lastSeenMs: number = event.timestampMs,
): QueueItem {
  return {
    event,
    repeats,
    lastSeenMs,
    holdUntilMs: lastSeenMs + BATCH_DELAY_MS,
    windowMs: REPEAT_WINDOW_MS,
  };
}
