import { setImmediate } from 'node:timers/promises';

/**
 * Events at a time. Their objects die before the garbage collector looks at them a second time: a batch of a thousand
 * outlived the young generation, and moving it cost a fifth of the writer's CPU.
 */
const SLICE_ITEMS = 100;

/** Works on a batch in slices, in order, and joins what they become. The event loop turns in between. */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  work: (slice: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += SLICE_ITEMS) {
    if (start > 0) await setImmediate();
    results.push(...(await work(items.slice(start, start + SLICE_ITEMS))));
  }
  return results;
}
