import { inSlices } from './in-slices.ts';
import { decodeRecords } from './store/decode-records.ts';
import type { JournalRecord } from './journal/index.ts';
import type { Stages } from './stages.ts';

/**
 * The way of an event through the collector. Before the journal, one request at a time: receive (authenticate, bound,
 * parse, scrub; see receive/). Behind it, batches of the journal in order, replayable from any point:
 */
export async function runPipeline(records: readonly JournalRecord[], stages: Stages): Promise<void> {
  const received = decodeRecords(records);
  const fingerprinted = await inSlices(received.items, async (slice) => {
    const normalized = await stages.normalize(slice);
    const symbolicated = await stages.symbolicate(normalized);
    return stages.fingerprint(symbolicated);
  });
  const fresh = await stages.dedupe({ ...received, items: fingerprinted });
  const stored = await stages.store(fresh);
  stages.publish(stored);
}
