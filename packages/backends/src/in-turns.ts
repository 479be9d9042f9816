import { setImmediate } from 'node:timers/promises';

/** How long the event loop may be kept from answering requests by work on a batch. */
const TURN_MS = 4;
/** The clock is looked at only so often. */
const ITEMS_PER_LOOK = 8;

/**
 * Calls `visit` for each item in order, and lets the event loop turn in between: a batch of a thousand events would
 * otherwise hold up every acknowledgement for a tenth of a second.
 */
export async function inTurns<Item>(items: readonly Item[], visit: (item: Item) => void): Promise<void> {
  let beganAt = performance.now();
  for (let index = 0; index < items.length; index += 1) {
    visit(items[index] as Item);
    if (index % ITEMS_PER_LOOK !== 0 || performance.now() - beganAt < TURN_MS) continue;
    await setImmediate();
    beganAt = performance.now();
  }
}
