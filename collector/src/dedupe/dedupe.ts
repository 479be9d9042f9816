import type { IngestStore } from '@bugsage/backends';
import { assertBalanced } from '@bugsage/core';
import type { FingerprintedBatch, FreshBatch } from '../stages.ts';

/**
 * Drops events whose id was stored before, and repeats within the batch: a client's retry is the same event. The
 * transaction of `store` checks again, because another collector may store the same id right now.
 */
export async function dedupe(batch: FingerprintedBatch, ingest: IngestStore): Promise<FreshBatch> {
  const known = await ingest.knownEventIds(batch.items.map((placed) => placed.event));
  const kept: FingerprintedBatch['items'][number][] = [];
  const dropped: FingerprintedBatch['items'][number][] = [];
  for (const placed of batch.items) {
    const id = `${placed.event.project_id}:${placed.event.event_id}`;
    (known.has(id) ? dropped : kept).push(placed);
    known.add(id);
  }
  assertBalanced('dedupe', batch.items.length, { kept, dropped });
  return { ...batch, items: kept, duplicates: dropped.length };
}
