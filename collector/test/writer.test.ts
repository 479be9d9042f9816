import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, IngestStore } from '@bugsage/backends';
import { BugSageError, type ReceivedEvent } from '@bugsage/core';
import { fingerprint } from '@bugsage/fingerprint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { openJournal, type Journal } from '../src/journal/index.ts';
import { normalize } from '../src/normalize/index.ts';
import { createOutcomeCounter, type OutcomeCounter } from '../src/outcomes/outcome-counter.ts';
import { encodeRecord } from '../src/store/decode-records.ts';
import { createWriter, type Writer } from '../src/store/writer.ts';

let engines: TestBackends;
beforeAll(async () => {
  engines = await startTestBackends();
});
afterAll(() => engines.stop());

describe('writer', () => {
  let directory: string;
  let journal: Journal;
  let outcomes: OutcomeCounter;
  let running: Writer[];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-journal-'));
    journal = await openJournal({ directory });
    outcomes = createOutcomeCounter();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((writer) => writer.stop()));
    await journal.close();
    await rm(directory, { recursive: true });
  });

  const start = async (
    broken: { events?: Partial<EventStore>; ingest?: Partial<IngestStore> } = {},
  ): Promise<Writer> => {
    const writer = createWriter({
      journal,
      events: { ...engines.backends.events, ...broken.events },
      ingest: { ...engines.backends.ingest, ...broken.ingest },
      releaseHealth: engines.backends.releaseHealth,
      normalize,
      fingerprint,
      recordOutcome: outcomes.record,
      onStored: () => undefined,
      onRetry: () => undefined,
    });
    running.push(writer);
    await writer.start();
    return writer;
  };
  const append = (events: readonly ReceivedEvent[]) => journal.append(events.map(encodeRecord));
  const drained = (writer: Writer) => expect.poll(() => writer.backlog(), { timeout: 20_000 }).toBe(0);
  const isStored = async (event: ReceivedEvent) =>
    (await engines.backends.events.getEvent(1, event.event_id)) !== null;
  const issueCount = async (event: ReceivedEvent): Promise<number> => {
    const stored = await engines.backends.events.getEvent(1, event.event_id);
    const [row] = await engines.backends.sql<{ event_count: number }[]>`
      SELECT issues.event_count FROM issues JOIN issue_fingerprints ON issue_id = issues.id WHERE fingerprint = ${stored?.grouping.fingerprint ?? ''}`;
    return row?.event_count ?? 0;
  };

  it('stores what the journal holds, and counts each event id once', async () => {
    const [event, other] = [received(), received()];
    await append([event, other, event]);
    await append([event]);
    await drained(await start());
    expect(await isStored(event)).toBe(true);
    expect(await engines.countRows(event.event_id)).toBe(1);
    expect(await issueCount(event)).toBe(1);
    expect(outcomes.counts()).toEqual(
      expect.arrayContaining([
        { outcome: 'accepted', stage: 'store', reason: 'none', count: 2 },
        { outcome: 'dropped', stage: 'dedupe', reason: 'duplicate', count: 2 },
      ]),
    );
  });

  it('goes on where it stopped, without storing anything twice', async () => {
    const [before, after] = [received(), received()];
    await append([before]);
    const first = await start();
    await drained(first);
    await first.stop();
    await append([after]);
    await drained(await start());
    expect(await issueCount(before)).toBe(1);
    expect(await isStored(after)).toBe(true);
  });

  it('does not repeat rows when the commit failed after the insert', async () => {
    const event = received();
    let attempts = 0;
    await append([event]);
    const writer = await start({
      ingest: {
        commit: async (batch) => {
          attempts += 1;
          if (attempts === 1) {
            // The next try is another batch, so that no insert token can hide a missing anti-join.
            await append([received()]);
            throw away('the connection broke before COMMIT');
          }
          return engines.backends.ingest.commit(batch);
        },
      },
    });
    await drained(writer);
    expect(attempts).toBeGreaterThan(1);
    expect(await engines.countRows(event.event_id)).toBe(1);
    expect(await issueCount(event)).toBe(1);
  });

  it('does not repeat anything when the answer to the commit was lost', async () => {
    const event = received();
    let attempts = 0;
    await append([event]);
    const writer = await start({
      ingest: {
        commit: async (batch) => {
          attempts += 1;
          const result = await engines.backends.ingest.commit(batch);
          if (attempts === 1) throw away('the connection broke after COMMIT');
          return result;
        },
      },
    });
    await drained(writer);
    expect(await engines.countRows(event.event_id)).toBe(1);
    expect(await issueCount(event)).toBe(1);
  });

  it('waits for an engine that is away, and loses nothing', async () => {
    const event = received();
    let failures = 3;
    await append([event]);
    const writer = await start({
      events: {
        insert: async (events, attempt) => {
          if (failures-- > 0) throw away('connection refused');
          return engines.backends.events.insert(events, attempt);
        },
      },
    });
    await drained(writer);
    expect(await isStored(event)).toBe(true);
  });

  it('inserts again what an engine took, lost, and then takes for a repetition', async () => {
    const event = received();
    const attempts: (number | undefined)[] = [];
    await append([event]);
    const { events } = engines.backends;
    const writer = await start({
      events: {
        insert: async (rows, attempt) => {
          attempts.push(attempt);
          await events.insert(rows, attempt);
          if (attempts.length > 1) return;
          const fingerprints = rows.map(({ grouping }) => grouping.fingerprint);
          await events.deleteEvents({ projectId: 1, fingerprints });
          throw away('the disk became full');
        },
      },
    });
    await drained(writer);
    expect(attempts).toEqual([0, 0, 1]);
    expect(await engines.countRows(event.event_id)).toBe(1);
    expect(await issueCount(event)).toBe(1);
  });

  it('finds the one record the engines refuse, keeps it as a dead letter and stores the rest', async () => {
    const events = Array.from({ length: 20 }, received);
    const poison = events[13] as ReceivedEvent;
    await append(events);
    const writer = await start({
      events: {
        insert: async (rows, attempt) => {
          if (rows.some((row) => row.event.event_id === poison.event_id)) throw refused();
          return engines.backends.events.insert(rows, attempt);
        },
      },
    });
    await drained(writer);
    const stored = await Promise.all(events.map(isStored));
    expect(stored.filter(Boolean)).toHaveLength(19);
    expect(await isStored(poison)).toBe(false);
    const dead = await engines.backends
      .sql`SELECT payload, error FROM dead_letters WHERE payload LIKE ${`%${poison.event_id}%`}`;
    expect(dead).toHaveLength(1);
    expect(dead[0]?.['error']).toContain('refused for the test');
    expect(outcomes.counts()).toContainEqual({
      outcome: 'dropped',
      stage: 'store',
      reason: 'dead_letter',
      count: 1,
    });
    expect(outcomes.counts()).toContainEqual({
      outcome: 'accepted',
      stage: 'store',
      reason: 'none',
      count: 19,
    });
  });

  it('buries a record that is no JSON and goes on', async () => {
    const event = received();
    await journal.append([Buffer.from('{"half'), encodeRecord(event)]);
    await drained(await start());
    expect(await isStored(event)).toBe(true);
    expect(outcomes.counts()).toContainEqual({
      outcome: 'dropped',
      stage: 'store',
      reason: 'dead_letter',
      count: 1,
    });
  });
});

let sequence = 0;

function received(): ReceivedEvent {
  sequence += 1;
  return {
    event_id: randomUUID().replaceAll('-', ''),
    project_id: 1,
    ingest_key: 'a'.repeat(32),
    source: 'sentry',
    received_at: Date.now(),
    sent_at: null,
    remote_address: null,
    user_agent: null,
    times_seen: 1,
    payload: {
      platform: 'node',
      exception: {
        values: [
          {
            type: 'TypeError',
            value: 'x is undefined',
            stacktrace: {
              frames: [
                { function: `handler${letters(sequence)}`, filename: 'app/cart.js', lineno: 3, in_app: true },
              ],
            },
          },
        ],
      },
    },
  };
}

/** Digits are not part of a fingerprint; letters are. */
function letters(number: number): string {
  return Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('');
}

function away(message: string): BugSageError {
  return new BugSageError({ kind: 'unavailable', code: 'test_away', message });
}

function refused(): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'test_refused', message: 'refused for the test' });
}
