import { LIMITS } from '../limits.ts';
import { type BatchContent, encodeBatch } from './encode-batch.ts';

export type FittedBatch = {
  body: string;
  /** How many of the items are inside; 0 when not even the first fits. */
  itemCount: number;
};

/** Encodes as many of the items as fit into one request. A single item that is too big goes without its extras. */
export function fitBatch(content: BatchContent, bytesMax: number = LIMITS.batchBytesMax): FittedBatch {
  let items = content.items.slice(0, LIMITS.batchItemsMax);
  for (;;) {
    const body = encodeBatch({ ...content, items });
    const bytes = byteLength(body);
    if (bytes <= bytesMax) return { body, itemCount: items.length };
    const [first] = items;
    if (items.length > 1)
      items = items.slice(0, Math.max(1, Math.floor((items.length * bytesMax * 0.9) / bytes)));
    else if (!first || !strip(first.event)) return { body: '', itemCount: 0 };
  }
}

/** Takes away the next least needed part, for good; false when nothing is left to take. */
function strip(event: BatchContent['items'][number]['event']): boolean {
  if (event.breadcrumbs.length > 0) event.breadcrumbs = [];
  else if (Object.keys({ ...event.extra, ...event.contexts }).length > 0) {
    event.extra = {};
    event.contexts = {};
  } else if (
    event.exceptions.some(({ frames, properties }) => properties || frames.some(({ context }) => context))
  )
    for (const exception of event.exceptions) {
      delete exception.properties;
      for (const frame of exception.frames) delete frame.context;
    }
  else return false;
  return true;
}

function byteLength(text: string): number {
  // At most 3 bytes per UTF-16 unit: short texts need no count.
  return text.length * 3 <= LIMITS.batchBytesMax ? text.length : new TextEncoder().encode(text).length;
}
