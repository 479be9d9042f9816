import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestKey, Outcome, ReceivedEvent } from '@bugsage/core';
import { type HttpAdapter, type HttpAnswer, startServer } from '../src/http/index.ts';
import { openJournal } from '../src/journal/index.ts';
import { type ClientLoss, createReceiver, type ReceiverDependencies } from '../src/receive/index.ts';
import { scrub } from '../src/scrub/index.ts';
import { decodeRecords, encodeRecord } from '../src/store/decode-records.ts';

export const KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const SECOND_KEY = 'c'.repeat(32);
export const OTHER_KEY = 'b'.repeat(32);
export const DISABLED_KEY = 'd'.repeat(32);
export const PROJECT = 42;

const KEYS: readonly IngestKey[] = [
  { public_key: KEY, project_id: PROJECT, enabled: true },
  { public_key: SECOND_KEY, project_id: PROJECT, enabled: true },
  { public_key: OTHER_KEY, project_id: 7, enabled: true },
  { public_key: DISABLED_KEY, project_id: PROJECT, enabled: false },
];

export type Collector = {
  readonly port: number;
  readonly url: string;
  /** Everything the journal holds from a position on. */
  events(from?: number): Promise<ReceivedEvent[]>;
  /** Position of the next event. */
  mark(): number;
  /** Takes what was counted since the last call: reason, quantity and project of each drop. */
  takeDrops(): [reason: string, quantity: number, projectId: number | null][];
  takeLosses(): ClientLoss[];
  readonly receiverStop: () => void;
  stop(): Promise<void>;
};

/** HTTP front, receiver, scrubber and journal, wired as in the product, on an empty directory. */
export async function startCollector(
  adapter: HttpAdapter,
  replaced: Partial<ReceiverDependencies> = {},
): Promise<Collector> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-receive-'));
  const journal = await openJournal({ directory, segmentBytes: 4_194_304, spoolBytesMax: 67_108_864 });
  const drops: [string, number, number | null][] = [];
  const losses: ClientLoss[] = [];
  const counts = { received: 0, dropped: 0, acknowledged: 0 };
  const append: ReceiverDependencies['append'] = async (events) => {
    if (replaced.append) await replaced.append(events);
    else await journal.append(events.map(encodeRecord));
    counts.acknowledged += events.length;
  };
  const receiver = createReceiver({
    findIngestKey: async (publicKey) => KEYS.find((key) => key.public_key === publicKey) ?? null,
    quota: { exhausted: () => [], take: () => [] },
    sessionQuota: { take: () => 0 },
    filter: () => undefined,
    scrub,
    hidesAddresses: () => false,
    recordReceived: (quantity) => {
      counts.received += quantity;
    },
    recordOutcome: (outcome, quantity, projectId) => {
      counts.dropped += quantity;
      drops.push([reasonOf(outcome), quantity, projectId]);
    },
    recordClientLoss: (loss) => losses.push(loss),
    now: () => Date.now(),
    randomId: () => randomBytes(16).toString('hex'),
    random: () => 0.5,
    refusal: () => undefined,
    retryAfterSeconds: () => 10,
    operations: {
      live: saying('live'),
      ready: saying('ready'),
      health: saying('health'),
      metrics: saying('metrics'),
    },
    ...replaced,
    append,
  });
  const server = await startServer({ host: '127.0.0.1', port: 0, adapter, handler: receiver.handle });
  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    events: async (from = 0) => {
      const records = await journal.read(from, 10_000, 64_000_000);
      return decodeRecords(records).items.map(({ read }) => read());
    },
    mark: () => journal.lastPosition + 1,
    takeDrops: () => drops.splice(0),
    takeLosses: () => losses.splice(0),
    receiverStop: () => {
      receiver.stop();
    },
    stop: async () => {
      await server.close();
      await journal.close();
      await rm(directory, { recursive: true });
      // At the end of every test: whatever came in was kept, or counted as dropped.
      if (counts.received !== counts.dropped + counts.acknowledged)
        throw new Error(`Events without an outcome, or with two: ${JSON.stringify(counts)}`);
    },
  };
}

function reasonOf(outcome: Outcome): string {
  return outcome.kind === 'dropped' ? outcome.reason : outcome.kind;
}

function saying(body: string): () => Promise<HttpAnswer> {
  return () => Promise.resolve({ status: 200, headers: [], body });
}
