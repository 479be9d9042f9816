import type { Client } from '../client.ts';
import { BATCH_ITEMS_MAX } from '../limits.ts';
import { type EncodedBatch, encodeBatch } from './encode-batch.ts';
import type { Lost } from './lost.ts';
import type { QueueItem } from './queue-item.ts';

/**
 * All of it, in as many requests as that takes, for the end of a page or process, where there is no time for an answer. One
 * that fits into none is left for the ordinary way, which counts it.
 */
export function encodeBatches(client: Client, items: readonly QueueItem[], told: Lost): EncodedBatch[] {
  const batches: EncodedBatch[] = [];
  for (let rest = items, left = told; rest[0] || Object.keys(left)[0]; left = {}) {
    const batch = encodeBatch(client, rest.slice(0, BATCH_ITEMS_MAX), left);
    batches.push(batch);
    rest = rest.slice(batch.items.length || 1);
  }
  return batches;
}
