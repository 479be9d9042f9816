import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { HttpHandler } from '@bugsage/collector/http';
import { openJournal } from '@bugsage/collector/journal';
import { createReceiver } from '@bugsage/collector/receive';
import { scrub } from '@bugsage/collector/scrub';
import { encodeRecord } from '@bugsage/collector/store';
import { BENCHMARK_KEY } from '../event.ts';

/** Authenticate, parse, scrub, journal with fdatasync, answer: with a journal of its own that nobody reads. */
export async function openReceiving(): Promise<{ handler: HttpHandler; remove: () => Promise<void> }> {
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
  return { handler: receiver.handle, remove: () => rm(directory, { recursive: true, force: true }) };
}
