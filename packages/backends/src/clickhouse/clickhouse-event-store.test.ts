import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventStore } from '../ports/event-store.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { clickHouseFailure, openClickHouse, type ClickHouseClient } from './clickhouse-client.ts';
import { openClickHouseEventStore } from './clickhouse-event-store.ts';
import { RowBinaryWriter } from './row-binary.ts';
import { findFreePort } from '../free-port.ts';
import type { EngineProcess } from '../supervise-engine.ts';
import { startEmbeddedClickHouse } from './embedded-clickhouse.ts';

describe('events in the embedded ClickHouse', () => {
  let directory: string;
  let engine: EngineProcess;
  let client: ClickHouseClient;
  let store: EventStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-clickhouse-'));
    engine = await startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
    client = openClickHouse(engine.url);
    store = await openClickHouseEventStore(client, 90);
  });

  afterAll(async () => {
    await client.close();
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('gives back what was stored, whatever the texts hold', async () => {
    const nasty = `it's "quoted" \\ \t \n {x:String} ü 🐞 \u0000`;
    await store.insert([placedEvent({ pos: 1, eventId: 'a'.repeat(32), title: nasty })]);
    const stored = await store.getEvent(1, 'a'.repeat(32));
    expect(stored?.grouping.title).toBe(nasty);
    expect(stored?.position).toEqual({ collector: 'c1', incarnation: 1, pos: 1 });
    expect(await store.getEvent(2, 'a'.repeat(32))).toBeNull();
    expect(await store.getEvent(1, "' OR 1=1 --")).toBeNull();
  });

  it('answers which positions are there', async () => {
    await store.insert([
      placedEvent({ pos: 10, eventId: 'b'.repeat(32) }),
      placedEvent({ pos: 12, eventId: 'c'.repeat(32) }),
    ]);
    const present = await store.presentPositions({ collector: 'c1', incarnation: 1, from: 10, to: 20 });
    expect([...present].toSorted((a, b) => a - b)).toEqual([10, 12]);
    expect((await store.presentPositions({ collector: 'c1', incarnation: 2, from: 0, to: 99 })).size).toBe(0);
  });

  it('counts an event id once, in lists, buckets and tags', async () => {
    const fingerprint = 'f'.repeat(32);
    const twice = placedEvent({ pos: 30, eventId: 'd'.repeat(32), fingerprint, tags: [["o'key", 'v']] });
    await store.insert([twice]);
    await store.insert([{ ...twice, position: { ...twice.position, pos: 31 } }]);
    const issue = { projectId: 1, fingerprints: [fingerprint, "x'y"] };
    expect(await store.listEvents({ ...issue, limit: 10 })).toHaveLength(1);
    expect(await store.latestEvents({ ...issue, limit: 10 })).toHaveLength(1);
    const buckets = await store.countsOverTime({
      projectId: 1,
      fingerprints: [fingerprint],
      from: twice.event.occurred_at - 3_600_000,
      to: twice.event.occurred_at + 1,
      bucketSeconds: 600,
    });
    expect(buckets.length).toBeGreaterThanOrEqual(6);
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(1);
    expect(await store.tagDistribution({ ...issue, valuesPerKey: 5 })).toEqual([
      { key: "o'key", values: [{ value: 'v', count: 1 }] },
    ]);
    const ofProject = await store.projectTagDistribution({ projectId: 1, valuesPerKey: 5 });
    expect(ofProject).toContainEqual({ key: "o'key", values: [{ value: 'v', count: 1 }] });
    expect(await store.projectTagDistribution({ projectId: 99, valuesPerKey: 5 })).toEqual([]);
  });

  it('finds the newest events wherever the issue believes them to be', async () => {
    const fingerprint = '5'.repeat(32);
    const at = Date.now() - 5 * 86_400_000;
    const eventId = (n: number): string => `5${n}`.padEnd(32, '0');
    await store.insert(
      [0, 1, 2].map((n) =>
        placedEvent({ pos: 200 + n, eventId: eventId(n), fingerprint, occurredAt: at + n * 86_400_000 }),
      ),
    );
    const issue = { projectId: 1, fingerprints: [fingerprint] };
    const newest = async (limit: number, lastSeen?: number): Promise<string[]> => {
      const query = { ...issue, limit, ...(lastSeen === undefined ? {} : { lastSeen }) };
      return (await store.latestEvents(query)).map(({ event }) => event.event_id);
    };
    for (const lastSeen of [undefined, 0, at, at + 2 * 86_400_000, Date.now()]) {
      expect(await newest(1, lastSeen)).toEqual([eventId(2)]);
      expect(await newest(2, lastSeen)).toEqual([eventId(2), eventId(1)]);
    }
    expect(
      await store.latestEvents({ projectId: 1, fingerprints: ['6'.repeat(32)], limit: 1, lastSeen: at }),
    ).toEqual([]);
  });

  const HOSTILE_TEXTS = [
    '/* { error } */ catch (error) {',
    String.raw`const text = "/** it's { serverError 60 } */"; // \" -- { clientError 62 }`,
    '-- { echo }\n; SELECT 1; INSERT INTO events FORMAT JSONEachRow {',
    String.raw`\"\\"/*'`,
  ];

  it.each(HOSTILE_TEXTS.map((text, index) => ({ text, index })))(
    'takes $text for a text and nothing else',
    async ({ text, index }) => {
      const eventId = String(index).repeat(32);
      const placed = placedEvent({ pos: 70 + index, eventId, title: text, tags: [[text, text]] });
      const event = {
        ...placed.event,
        message: { template: null, formatted: text },
        transaction: text,
        extra: { text },
      };
      await store.insert([{ ...placed, event }]);
      const stored = await store.getEvent(1, eventId);
      expect(stored?.grouping.title).toBe(text);
      expect(stored?.event).toEqual(event);
      await store.deleteEvents({ projectId: 1, fingerprints: [eventId] });
    },
  );

  it('says that a row is wrong, not that the engine is away', async () => {
    const rows = new RowBinaryWriter();
    rows.count(1);
    for (const text of ['project_id', 'String', 'no number']) rows.text(text);
    const insert = client.exec({
      query: 'INSERT INTO events (project_id) FORMAT RowBinaryWithNamesAndTypes',
      values: Readable.from(rows.take()),
    });
    const failure = await insert.then(
      () => null,
      (error: unknown) => clickHouseFailure('insert', error),
    );
    expect(failure).toMatchObject({ kind: 'invalid_input', code: 'clickhouse_refused' });
  });

  it.each(
    [-1, 1.5, Number.NaN, Infinity, 2 ** 53].flatMap((pos) => [
      { column: 'pos', wrong: placedEvent({ pos, eventId: 'e'.repeat(32) }) },
    ]),
  )('does not send a row whose $column cannot be stored', async ({ wrong }) => {
    const good = placedEvent({ pos: 41, eventId: '1'.repeat(32) });
    await expect(store.insert([good, wrong])).rejects.toMatchObject({
      kind: 'invalid_input',
      code: 'unstorable_event',
    });
    expect(await store.getEvent(1, good.event.event_id)).toBeNull();
  });

  it('keeps times to the millisecond, far from today too', async () => {
    for (const [index, at] of [0, 1, 999, 1_000, 1_750_000_001_123, Date.UTC(2199, 11)].entries()) {
      const eventId = String(index).padStart(32, '2');
      const placed = placedEvent({ pos: 50 + index, eventId });
      await store.insert([{ ...placed, event: { ...placed.event, received_at: at, occurred_at: at } }]);
      const result = await client.query({
        query:
          'SELECT toUnixTimestamp64Milli(received_at) AS received FROM events WHERE event_id = {eventId:String}',
        query_params: { eventId },
        format: 'JSONEachRow',
      });
      // Events of 1970 are above the retention and may be gone already.
      for (const row of await result.json<{ received: number | string }>())
        expect(Number(row.received)).toBe(at);
    }
  });

  it('refuses strangers on its port', async () => {
    const stranger = new URL(engine.url);
    stranger.password = 'guess';
    const other = openClickHouse(stranger.href);
    await expect(other.query({ query: 'SELECT 1' })).rejects.toThrow(/Authentication failed/);
    await other.close();
  });
});
