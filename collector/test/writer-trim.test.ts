import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, IngestStore } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import { fingerprint } from '@bugsage/fingerprint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../src/journal/index.ts';
import { normalize } from '../src/normalize/index.ts';
import { encodeRecord } from '../src/store/decode-records.ts';
import { createWriter } from '../src/store/writer.ts';
import { receivedOf } from './received-event.ts';

/** Many segments for few records: only whole segments are ever removed. */
const SEGMENT_BYTES = 4_096;
const RECORDS = 40;

const away = (): Promise<never> =>
  Promise.reject(new BugSageError({ kind: 'unavailable', code: 'away', message: 'Connection refused.' }));

/** Both engines as they are while nobody listens at their addresses. */
const noEngine = new Proxy({}, { get: () => away }) as EventStore & IngestStore;
const ingest: IngestStore = { ...noEngine, readCursor: async () => -1, knownEventIds: async () => new Set() };

describe('a journal whose records could not be committed', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-trim-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('has all of them after the process ended', async () => {
    const options = { directory, segmentBytes: SEGMENT_BYTES, spoolBytesMax: 1_048_576 };
    const journal = await openJournal(options);
    const records = Array.from({ length: RECORDS }, (_, index) =>
      encodeRecord(receivedOf({ message: `m${index} ${'x'.repeat(500)}` })),
    );
    for (const record of records) await journal.append([record]);

    const retried = Promise.withResolvers<void>();
    const writer = createWriter({
      journal,
      events: noEngine,
      ingest: { ...ingest, commit: away },
      releaseHealth: { insert: away },
      normalize,
      fingerprint,
      recordOutcome: () => undefined,
      onStored: () => expect.unreachable('nothing can be stored'),
      onRetry: () => retried.resolve(),
    });
    await writer.start();
    await retried.promise;
    await writer.stop();
    await journal.close();

    const reopened = await openJournal(options);
    const left = await reopened.read(0, 1_000, 10_000_000);
    await reopened.close();
    expect(left.map((record) => record.pos)).toEqual(Array.from({ length: RECORDS }, (_, index) => index));
  });
});
