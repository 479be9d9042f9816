import type { Backends } from '@bugsage/backends';
import type { Journal } from '@bugsage/collector/journal';
import { createIssueLimits, dedupe, storeBatch } from '@bugsage/collector/store';
import type { EncodePool } from './encode-pool.ts';

const BATCH_RECORDS = 1_000;
const BATCH_BYTES = 16 * 1024 * 1024;

/** What the writer does with a full journal, batch by batch, with the heavy stages in the pool. */
export async function drainWithWorkers(options: {
  journal: Journal;
  backends: Backends;
  pool: EncodePool;
}): Promise<void> {
  const { journal, backends, pool } = options;
  const { collector, incarnation } = journal;
  const { events, ingest, releaseHealth } = backends;
  const recordOutcome = (): void => undefined;
  const issueLimits = createIssueLimits({ ingest, issueEventsPerMinute: 0, newIssuesPerMinute: 0 });
  let committed = await ingest.readCursor(collector, incarnation);
  // As the writer's first batch after a start.
  let triedBefore = true;
  while (committed < journal.lastPosition) {
    const records = await journal.read(committed + 1, BATCH_RECORDS, BATCH_BYTES);
    const lastPosition = records.at(-1)?.pos ?? committed;
    const items = await pool.encode(records, { collector, incarnation });
    const fresh = await dedupe({ items, sessions: [], lastPosition }, ingest);
    const { accepted } = await storeBatch(fresh, {
      journal,
      events,
      ingest,
      releaseHealth,
      issueLimits,
      recordOutcome,
      committed,
      triedBefore,
      deadLetters: [],
    });
    if (accepted !== records.length) throw new Error(`Of ${records.length} events ${accepted} were stored.`);
    backends.relay.wake();
    committed = lastPosition;
    triedBefore = false;
    await journal.trim(committed + 1);
  }
}
