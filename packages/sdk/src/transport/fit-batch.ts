import { BATCH_BYTES_MAX, BATCH_ITEMS_MAX } from '../limits.ts';
import type { CapturedEvent } from '../public-types.ts';
import { type BatchContent, encodeBatch } from './encode-batch.ts';

export type FittedBatch = {
  body: string;
  /** How many of the items are inside; 0 when not even the first fits. */
  itemCount: number;
};

/** Encodes as many of the items as fit into one request. A single item that is too big goes without its extras. */
export function fitBatch(content: BatchContent, bytesMax = BATCH_BYTES_MAX): FittedBatch {
  let isStripped = false;
  for (let itemCount = Math.min(content.items.length, BATCH_ITEMS_MAX); ;) {
    const items = content.items.slice(0, itemCount);
    const body = encodeBatch({ ...content, items });
    const bytes = new TextEncoder().encode(body).length;
    if (bytes <= bytesMax) return { body, itemCount };
    const [first] = items;
    if (!first || isStripped) return { body: '', itemCount: 0 };
    if (itemCount === 1) isStripped = strip(first.event);
    itemCount = Math.max(1, Math.floor((itemCount * bytesMax * 0.9) / bytes));
  }
}

/** Leaves what an issue needs: types, messages, stacks, tags and user. */
function strip(event: CapturedEvent): true {
  Object.assign(event, { breadcrumbs: [], contexts: {}, extra: {} });
  for (const exception of event.exceptions) {
    exception.properties = undefined;
    for (const frame of exception.frames) frame.context = undefined;
  }
  return true;
}
