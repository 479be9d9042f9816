import { appendFile, mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BugSageError } from '@bugsage/core';
import {
  type Journal,
  type JournalDamage,
  type OpenJournalOptions,
  openJournal,
} from '../src/journal/index.ts';
import { JOURNAL_LIMITS } from '../src/journal/limits.ts';
import { SimulatedFileSystem } from './simulated-file-system.ts';

const SEGMENT_BYTES = 8_192;

describe('a journal on the real file system', () => {
  let directory: string;
  const damages: JournalDamage[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-journal-'));
    damages.length = 0;
  });
  afterEach(() => rm(directory, { recursive: true }));

  const open = (options: Partial<OpenJournalOptions> = {}): Promise<Journal> =>
    openJournal({
      directory,
      segmentBytes: SEGMENT_BYTES,
      spoolBytesMax: 100 * SEGMENT_BYTES,
      onDamage: (damage) => damages.push(damage),
      ...options,
    });

  /** A closed journal with texts `record 0` and so on. */
  async function written(count: number, textBytes = 100): Promise<void> {
    const journal = await open();
    for (let index = 0; index < count; index += 1) await journal.append([record(index, textBytes)]);
    await journal.close();
  }

  const segments = async (): Promise<string[]> =>
    (await readdir(directory)).filter((name) => name.endsWith('.journal')).toSorted();

  test('reads back what was appended, over many segments and a restart', async () => {
    await written(200);
    expect((await segments()).length).toBeGreaterThan(2);
    const journal = await open();
    expect(journal.lastPosition).toBe(199);
    expect(await readTexts(journal)).toEqual(texts(0, 200, 100));
    expect(await journal.append([record(200, 100), record(201, 100)])).toEqual({ first: 200, last: 201 });
    expect(await readTexts(journal, 150)).toEqual(texts(150, 202, 100));
    await journal.close();
    expect(damages).toEqual([]);
  });

  test('joins what is appended at the same time', async () => {
    const journal = await open();
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => journal.append([record(index, 50)])),
    );
    expect(answers.map(({ first }) => first)).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(await readTexts(journal)).toEqual(texts(0, 300, 50));
    await journal.close();
  });

  test('reads no more than asked for, but at least one record', async () => {
    await written(10);
    const journal = await open();
    expect((await journal.read(0, 3, 1_000_000)).map(({ pos }) => pos)).toEqual([0, 1, 2]);
    expect((await journal.read(3, 100, 150)).map(({ pos }) => pos)).toEqual([3, 4]);
    expect((await journal.read(5, 100, 0)).map(({ pos }) => pos)).toEqual([5]);
    expect(await journal.read(10, 100, 100)).toEqual([]);
    await journal.close();
  });

  test('reads a record that is longer than a read block', async () => {
    const journal = await open({ segmentBytes: 4 * 1024 * 1024, spoolBytesMax: 64 * 1024 * 1024 });
    await journal.append([record(0, 100), record(1, 3_000_000), record(2, 100)]);
    expect(await readTexts(journal)).toEqual(
      [0, 1, 2].map((index) => record(index, index === 1 ? 3_000_000 : 100).toString()),
    );
    await journal.close();
  });

  test('trims whole segments and counts what is left', async () => {
    await written(200);
    const journal = await open();
    const before = (await segments()).length;
    const pending = journal.bytesPending;
    await readTexts(journal);
    await journal.trim(100);
    expect((await segments()).length).toBeLessThan(before);
    expect(journal.bytesPending).toBeLessThan(pending);
    expect(await readTexts(journal, 100)).toEqual(texts(100, 200, 100));
    await journal.trim(200);
    expect(journal.bytesPending).toBe(0);
    await journal.close();
    const again = await open();
    expect(again.lastPosition).toBe(199);
    await again.close();
  });

  test('keeps its identity, and counts incarnations when it is begun anew', async () => {
    const first = await open();
    const { collector } = first;
    expect(collector).toMatch(/^[0-9a-f]{16}$/);
    expect(first.incarnation).toBe(1);
    await first.close();
    const second = await open({ collectorId: collector });
    expect([second.collector, second.incarnation]).toEqual([collector, 1]);
    await second.close();
    for (const name of await segments()) await unlink(join(directory, name));
    const third = await open();
    expect([third.collector, third.incarnation, third.lastPosition]).toEqual([collector, 2, -1]);
    await third.close();
    await unlink(join(directory, 'identity.json'));
    const fourth = await open();
    expect([fourth.collector, fourth.incarnation]).toEqual([collector, 2]);
    await fourth.close();
    await expect(open({ collectorId: 'other' })).rejects.toMatchObject({ code: 'journal_identity_conflict' });
  });

  test('refuses a journal of another version', async () => {
    await written(1);
    const path = join(directory, (await segments())[0] as string);
    const bytes = await readFile(path);
    bytes.writeUInt32LE(2, 8);
    await writeFile(path, bytes);
    await expect(open()).rejects.toMatchObject({
      code: 'journal_version_unsupported',
      message: expect.stringContaining('has format version 2, this program reads version 1'),
    });
  });

  test('recovers all whole records from a file cut at any byte', async () => {
    await written(5, 60);
    const path = join(directory, (await segments())[0] as string);
    const whole = await readFile(path);
    const frame = 16 + 60;
    for (let length = 0; length <= 128 + 5 * frame; length += 1) {
      await writeFile(path, whole.subarray(0, length));
      const journal = await open();
      const records = Math.max(0, Math.floor((length - 128) / frame));
      expect(journal.lastPosition).toBe(records - 1);
      expect(await journal.append([record(records, 60)])).toEqual({ first: records, last: records });
      expect(await readTexts(journal)).toEqual(texts(0, records + 1, 60));
      await journal.close();
    }
    expect(damages).toEqual([]);
  });

  test('cuts off garbage behind the last record', async () => {
    await written(3);
    const path = join(directory, (await segments())[0] as string);
    await truncate(path, 128 + 3 * 116);
    await appendFile(path, Buffer.alloc(700, 0xa5));
    const journal = await open();
    expect((await readFile(path)).length).toBe(128 + 3 * 116);
    await journal.append([record(3, 100)]);
    expect(await readTexts(journal)).toEqual(texts(0, 4, 100));
    await journal.close();
    expect(damages).toEqual([]);
  });

  test.each(['first', 'last'])(
    'passes over a flipped bit in the %s segment and reports it',
    async (which) => {
      await written(100);
      const names = await segments();
      const path = join(directory, (which === 'first' ? names[0] : names.at(-1)) as string);
      const bytes = await readFile(path);
      const at = 128 + 116 * 2 + 50;
      bytes[at] = (bytes[at] as number) ^ 4;
      await writeFile(path, bytes);
      const first = Number.parseInt(path.slice(-24, -8), 16);
      const journal = await open();
      const expected = texts(0, 100, 100);
      expected.splice(first + 2, 1);
      expect(await readTexts(journal)).toEqual(expected);
      await journal.close();
      expect(damages).toContainEqual({
        path,
        offset: 128 + 116 * 2,
        firstPosition: first + 2,
        lastPosition: first + 2,
      });
    },
  );

  test('passes over a page of zeros in the middle', async () => {
    await written(100);
    const path = join(directory, (await segments())[0] as string);
    const bytes = await readFile(path);
    bytes.fill(0, 1_024, 2_048);
    await writeFile(path, bytes);
    const journal = await open();
    const read = await readTexts(journal);
    expect(read.length + countOf(damages)).toBe(100);
    expect(read.slice(0, 7)).toEqual(texts(0, 7, 100));
    expect(read.at(-1)).toBe(texts(99, 100, 100)[0]);
    await journal.close();
  });

  test('reads on behind a segment that is missing', async () => {
    await written(200);
    const [, second, third] = await segments();
    await unlink(join(directory, second as string));
    const [from, to] = [second, third].map((name) => Number.parseInt((name as string).slice(0, 16), 16)) as [
      number,
      number,
    ];
    const journal = await open();
    expect(await readTexts(journal)).toEqual([...texts(0, from, 100), ...texts(to, 200, 100)]);
    await journal.close();
    expect(damages).toMatchObject([{ firstPosition: from, lastPosition: to - 1 }]);
  });

  test('works on without a readable header', async () => {
    await written(100);
    const path = join(directory, (await segments()).at(-1) as string);
    const bytes = await readFile(path);
    bytes.fill(0x7f, 16, 24);
    await writeFile(path, bytes);
    const journal = await open();
    expect(await readTexts(journal)).toEqual(texts(0, 100, 100));
    await journal.close();
  });

  test('wakes who waits for an append', async () => {
    const journal = await open();
    const never = new AbortController();
    const first = journal.waitForAppend(never.signal);
    await journal.append([record(0, 10)]);
    await first;
    await readTexts(journal);
    const second = journal.waitForAppend(never.signal);
    await journal.append([record(1, 10)]);
    await second;
    // Already there: nothing to wait for.
    await journal.waitForAppend(never.signal);
    await readTexts(journal);
    const third = journal.waitForAppend(never.signal);
    never.abort();
    await third;
    const fourth = journal.waitForAppend(new AbortController().signal);
    await journal.close();
    await expect(fourth).resolves.toBeUndefined();
  });

  test('takes nothing when it is closed, but keeps what it took', async () => {
    const journal = await open();
    const append = journal.append([record(0, 10)]);
    await journal.close();
    await expect(append).resolves.toEqual({ first: 0, last: 0 });
    await expect(journal.append([record(1, 10)])).rejects.toMatchObject({
      code: 'shutting_down',
      retryable: true,
    });
    await journal.close();
    const again = await open();
    expect(await readTexts(again)).toEqual(texts(0, 1, 10));
    await again.close();
  });

  test('refuses what never fits, without harm to the rest', async () => {
    const journal = await open();
    await expect(journal.append([Buffer.alloc(SEGMENT_BYTES)])).rejects.toMatchObject({ code: 'too_large' });
    await expect(journal.append([])).rejects.toThrow('at least one payload');
    await expect(journal.append([Buffer.alloc(0)])).rejects.toThrow('never empty');
    await journal.append([record(0, 10)]);
    await journal.close();
  });

  test('refuses above 90 % of its spool and takes again below 80 %', async () => {
    const journal = await open({ spoolBytesMax: 5 * SEGMENT_BYTES });
    let taken = 0;
    let refusal: unknown;
    while (refusal === undefined && taken < 1_000) {
      try {
        await journal.append([record(taken, 100)]);
        taken += 1;
      } catch (error) {
        refusal = error;
      }
    }
    expect(refusal).toMatchObject({ code: 'journal_full', kind: 'unavailable', retryable: true });
    expect(journal.refusal()).toMatchObject({ code: 'journal_full' });
    expect(journal.bytesPending).toBeGreaterThan(0.9 * 5 * SEGMENT_BYTES);
    await readTexts(journal);
    await journal.trim(40);
    expect(journal.bytesPending).toBeGreaterThan(0.8 * 5 * SEGMENT_BYTES);
    expect(journal.refusal()).toMatchObject({ code: 'journal_full' });
    await journal.trim(140);
    expect(journal.refusal()).toBeUndefined();
    await journal.append([record(taken, 100)]);
    await journal.close();
  });

  test('wants a spool of several segments', async () => {
    await expect(open({ spoolBytesMax: 3 * SEGMENT_BYTES })).rejects.toMatchObject({
      code: 'invalid_configuration',
    });
  });
});

describe('a journal on a bad disk', () => {
  test('leaves nothing of a group that was cut short', async () => {
    const disk = new SimulatedFileSystem();
    const journal = await openOn(disk);
    await journal.append([record(0, 100)]);
    disk.nextWriteBytesMax = 300;
    await expect(journal.append([1, 2, 3, 4].map((index) => record(index, 100)))).rejects.toMatchObject({
      code: 'journal_full',
      message: expect.stringContaining('the disk took 300 of 464 bytes'),
    });
    await journal.close();
    const again = await openOn(disk);
    expect(await readTexts(again)).toEqual(texts(0, 1, 100));
    expect(await again.append([record(1, 10)])).toEqual({ first: 1, last: 1 });
    await again.close();
  });

  test('takes events again when the disk has space again', async () => {
    const disk = new SimulatedFileSystem();
    const journal = await openOn(disk);
    disk.capacityBytes = 2 * SEGMENT_BYTES + 1_000;
    const answers: unknown[] = [];
    for (let index = 0; index < 200; index += 1)
      answers.push(await journal.append([record(index, 100)]).catch((error: unknown) => error));
    expect(answers.at(-1)).toMatchObject({ code: 'journal_full', retryable: true });
    const taken = answers.filter((answer) => !(answer instanceof Error)).length;
    disk.capacityBytes = Infinity;
    expect(await journal.append([record(taken, 100)])).toEqual({ first: taken, last: taken });
    expect(await readTexts(journal)).toEqual(texts(0, taken + 1, 100));
    await journal.close();
  });

  test('refuses while a slow disk would answer after everybody gave up, and takes again when it is done', async () => {
    const disk = new SimulatedFileSystem();
    const journal = await openOn(disk);
    vi.useFakeTimers({ toFake: ['performance'] });
    const disks = Promise.withResolvers<void>();
    disk.holdNextWrite = disks.promise;
    const slow = journal.append([record(0, 100)]);
    vi.advanceTimersByTime(JOURNAL_LIMITS.waitMsMax);
    const waiting = journal.append([record(1, 100)]);
    vi.advanceTimersByTime(1);
    await expect(journal.append([record(2, 100)])).rejects.toMatchObject({
      code: 'journal_full',
      retryable: true,
      message: expect.stringContaining('the disk is slow'),
    });
    disks.resolve();
    expect([await slow, await waiting]).toEqual([
      { first: 0, last: 0 },
      { first: 1, last: 1 },
    ]);
    expect(await journal.append([record(2, 100)])).toEqual({ first: 2, last: 2 });
    vi.useRealTimers();
    await journal.close();
  });

  test('takes what arrives together after a pause: nothing was waiting for the disk meanwhile', async () => {
    const journal = await openOn(new SimulatedFileSystem());
    vi.useFakeTimers({ toFake: ['performance'] });
    await journal.append([record(0, 100)]);
    vi.advanceTimersByTime(4 * JOURNAL_LIMITS.waitMsMax);
    const together = [1, 2, 3].map((index) => journal.append([record(index, 100)]));
    expect(await Promise.all(together)).toEqual([1, 2, 3].map((pos) => ({ first: pos, last: pos })));
    vi.useRealTimers();
    await journal.close();
  });

  test('is sealed by a failed fdatasync, says so once, and still reads', async () => {
    const disk = new SimulatedFileSystem();
    const sealed: BugSageError[] = [];
    const journal = await openOn(disk, (error) => sealed.push(error));
    await journal.append([record(0, 100)]);
    disk.failNextSync = true;
    const answers = await Promise.allSettled([1, 2, 3].map((index) => journal.append([record(index, 100)])));
    for (const answer of answers)
      expect(answer).toMatchObject({ reason: { code: 'journal_failed', retryable: true } });
    await expect(journal.append([record(4, 100)])).rejects.toMatchObject({ code: 'journal_failed' });
    expect(sealed).toHaveLength(1);
    expect(journal.refusal()).toBe(sealed[0]);
    expect(await readTexts(journal)).toEqual(texts(0, 1, 100));
    await journal.close();
  });
});

function record(index: number, bytes: number): Buffer {
  return Buffer.from(`record ${index}`.padEnd(bytes, '.'));
}

function texts(from: number, to: number, bytes: number): string[] {
  return Array.from({ length: to - from }, (_, index) => record(from + index, bytes).toString());
}

function countOf(damages: readonly JournalDamage[]): number {
  return damages.reduce((sum, { firstPosition, lastPosition }) => sum + lastPosition - firstPosition + 1, 0);
}

async function readTexts(journal: Journal, from = 0): Promise<string[]> {
  const read: string[] = [];
  for (let next = from; ;) {
    const records = await journal.read(next, 50, 4_000);
    const last = records.at(-1);
    if (!last) return read;
    read.push(...records.map(({ payload }) => payload.toString()));
    next = last.pos + 1;
  }
}

function openOn(disk: SimulatedFileSystem, onSealed?: (error: BugSageError) => void): Promise<Journal> {
  return openJournal({
    directory: '/journal',
    fileSystem: disk.port,
    segmentBytes: SEGMENT_BYTES,
    spoolBytesMax: 100 * SEGMENT_BYTES,
    ...(onSealed && { onSealed }),
  });
}
