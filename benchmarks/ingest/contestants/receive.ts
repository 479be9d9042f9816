import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { startServer } from '@bugsage/collector/http';
import { openJournal } from '@bugsage/collector/journal';
import { createReceiver } from '@bugsage/collector/receive';
import { scrub } from '@bugsage/collector/scrub';
import { encodeRecord } from '@bugsage/collector/store';
import { BENCHMARK_KEY } from '../event.ts';
import { reportUsage } from './report-usage.ts';

/** The stage `receive` alone: authenticate, parse, scrub, journal with fdatasync, answer. Nothing reads the journal. */
const directory = await mkdtemp(join(tmpdir(), 'bugsage-bench-journal-'));
const journal = await openJournal({ directory });
const key = { public_key: BENCHMARK_KEY, project_id: 1, enabled: true };
const receiver = createReceiver({
  findIngestKey: async (publicKey) => (publicKey === BENCHMARK_KEY ? key : null),
  quota: { exhausted: () => [], take: () => [] },
  sessionQuota: { take: () => 0 },
  filter: () => undefined,
  scrub,
  hidesAddresses: () => false,
  append: async (events) => void (await journal.append(events.map(encodeRecord))),
  recordReceived: () => undefined,
  recordOutcome: () => undefined,
  recordClientLoss: () => undefined,
  now: Date.now,
  randomId: () => randomUUID().replaceAll('-', ''),
  random: Math.random,
  refusal: () => undefined,
  retryAfterSeconds: () => 10,
  operations: Object.fromEntries(
    ['live', 'ready', 'health', 'metrics'].map((name) => [
      name,
      async () => ({ status: 200, headers: [], body: '' }),
    ]),
  ) as never,
});
const server = await startServer({ host: '127.0.0.1', port: 0, handler: receiver.handle });
reportUsage({ port: server.port, stop: () => rm(directory, { recursive: true, force: true }) });
