import { join } from 'node:path';
import { openJournal } from '@bugsage/collector/journal';
import { scrub } from '@bugsage/collector/scrub';
import { encodeRecord, openWriter } from '@bugsage/collector/store';
import type { JsonObject } from '@bugsage/core';
import { BENCHMARK_KEY, envelope } from '../event.ts';
import { VARIETY } from '../load.ts';
import { drainWithWorkers } from './drain-with-workers.ts';
import { openEncodePool, type EncodePool } from './encode-pool.ts';
import { fail, openEmbedded } from './embedded.ts';
import { reportUsage } from './report-usage.ts';

/** The writer alone: a journal is filled while nobody reads it, then drained in batches as large as they get. */
const { configuration, dataDirectory, backends, stop } = await openEmbedded();
const journal = await openJournal({ directory: join(dataDirectory, 'journal') });
const onRetry = (error: unknown): never => fail(String(error));
let drained = -1;
const pools = new Map<number, EncodePool>();

reportUsage({ port: 0, backlog: () => journal.lastPosition - drained, fill, drain, stop });

async function fill(count: number): Promise<void> {
  for (let sequence = 0; sequence < count; sequence += 100)
    await journal.append(Array.from({ length: 100 }, (_, index) => record(sequence + index)));
}

async function drain(workers: number): Promise<void> {
  if (workers > 0) await drainWithWorkers({ journal, backends, pool: poolOf(workers) });
  else await drainInThread();
  drained = journal.lastPosition;
}

/** Kept, so that its code is compiled when it counts. */
function poolOf(workers: number): EncodePool {
  const pool = pools.get(workers) ?? openEncodePool(workers);
  pools.set(workers, pool);
  return pool;
}

async function drainInThread(): Promise<void> {
  const recordOutcome = (): void => undefined;
  const writer = openWriter({ journal, backends, configuration, recordOutcome, onRetry });
  await writer.start();
  while (writer.backlog() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await writer.stop();
}

/** What the receiver appends for the event of the other contestants. */
function record(sequence: number): Buffer {
  const bytes = envelope(sequence, VARIETY);
  const payload = scrub(JSON.parse(bytes.toString('utf8', bytes.lastIndexOf(10) + 1)) as JsonObject);
  return encodeRecord({
    event_id: payload['event_id'] as string,
    project_id: 1,
    ingest_key: BENCHMARK_KEY,
    source: 'sentry',
    received_at: Date.now(),
    sent_at: Date.now(),
    remote_address: '127.0.0.1',
    user_agent: null,
    times_seen: 1,
    payload,
  });
}
