import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_SEARCH, parseSearch, type PlacedEvent } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../free-port.ts';
import type { EventPlace } from '../ports/event-store.ts';
import type { EngineProcess } from '../supervise-engine.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { openClickHouse, type ClickHouseClient } from './clickhouse-client.ts';
import { openClickHouseEventSearch } from './clickhouse-event-search.ts';
import { openClickHouseEventStore } from './clickhouse-event-store.ts';
import { startEmbeddedClickHouse } from './embedded-clickhouse.ts';

const NOW = Math.floor(Date.now() / 60_000) * 60_000;
const HOUR_MS = 3_600_000;
const EVENTS = 400;
const WORDS = ['cart is empty', 'Out of STOCK', '100% broken', 'timeout'] as const;
const idOf = (index: number): string => `${index.toString(16)}z`.padStart(32, '0').replace('z', 'f');

describe('the order of events by time', () => {
  let directory: string;
  let engine: EngineProcess;
  let client: ClickHouseClient;
  const zone = process.env['TZ'];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-times-'));
    // An engine reads a time without a zone in its own.
    process.env['TZ'] = 'America/New_York';
    engine = await startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
    client = openClickHouse(engine.url);
    await (await openClickHouseEventStore(client, 90)).insert(stored);
    // A row that a crash left twice, in a part of its own.
    const again = stored.slice(0, 40).map(({ position, ...event }) => ({
      ...event,
      position: { ...position, pos: position.pos + 10_000 },
    }));
    await (await openClickHouseEventStore(client, 90)).insert(again);
  });
  afterAll(async () => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    await client.close();
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  // Many events of one moment, so that ids decide; two projects.
  const stored: readonly PlacedEvent[] = Array.from({ length: EVENTS }, (_, index) =>
    placedEvent({
      pos: index,
      eventId: idOf((index * 7_919) % 65_521),
      projectId: 1 + (index % 3 === 0 ? 1 : 0),
      fingerprint: idOf(index % 20),
      occurredAt: NOW - ((index * 104_729) % 48) * HOUR_MS,
      title: `TypeError: ${WORDS[index % WORDS.length]} ${index % 10}`,
      release: index % 5 === 0 ? null : `shop@1.${index % 4}.0`,
      tags: [['number', String(index % 6)]],
    }),
  );
  const newestFirst = (events: readonly PlacedEvent[]): PlacedEvent[] =>
    events.toSorted(
      ({ event: a }, { event: b }) =>
        b.occurred_at - a.occurred_at ||
        (a.event_id < b.event_id ? 1 : a.event_id > b.event_id ? -1 : b.project_id - a.project_id),
    );
  const count = async (table: string): Promise<number> => {
    const query = `SELECT toUInt32(uniqExact(project_id, event_id)) AS ids FROM ${table}`;
    const [row] = await (await client.query({ query, format: 'JSONEachRow' })).json<{ ids: number }>();
    return row?.ids ?? 0;
  };

  const cases: readonly [string, (placed: PlacedEvent) => boolean][] = [
    ['', () => true],
    ['stock', ({ grouping }) => grouping.title.toLowerCase().includes('stock')],
    ['"100% broken 2"', ({ grouping }) => grouping.title.includes('100% broken 2')],
    ['nowhere', () => false],
    [
      '!timeout has:release',
      ({ grouping, event }) => !grouping.title.includes('timeout') && event.release !== null,
    ],
    [
      'tags.number:[2,3] release:shop@1.1.*',
      ({ event }) => /[23]/.test(event.tags[0]?.[1] ?? '') && event.release === 'shop@1.1.0',
    ],
  ];

  it.each(cases)('finds what looking at every event finds: %j', async (text, matches) => {
    const search = openClickHouseEventSearch(client);
    for (const projectIds of [[1], [2], [1, 2]])
      for (const [from, to] of [
        [NOW - 60 * HOUR_MS, NOW + 1],
        [NOW - 20 * HOUR_MS, NOW - 3 * HOUR_MS],
      ] as const) {
        const query = { projectIds, terms: parseSearch(text, EVENT_SEARCH, NOW), from, to };
        const expected = newestFirst(
          stored.filter(
            (placed) =>
              projectIds.includes(placed.event.project_id) &&
              placed.event.occurred_at >= from &&
              placed.event.occurred_at < to &&
              matches(placed),
          ),
        );
        const found: string[] = [];
        for (let before: EventPlace | undefined; ;) {
          const page = await search.search({ ...query, limit: 60, ...(before && { before }) });
          found.push(...page.map((row) => `${row.project_id} ${row.event_id} ${row.fingerprint}`));
          const last = page.at(-1);
          if (last === undefined || page.length < 60) break;
          before = { occurredAt: last.occurred_at, eventId: last.event_id, projectId: last.project_id };
        }
        expect(found).toEqual(
          expected.map(
            ({ event, grouping }) => `${event.project_id} ${event.event_id} ${grouping.fingerprint}`,
          ),
        );
        const buckets = await search.overTime({ ...query, bucketSeconds: 3_600 });
        const counts = new Map<number, number>();
        for (const { event } of expected) {
          const at = Math.floor(event.occurred_at / HOUR_MS) * HOUR_MS;
          counts.set(at, (counts.get(at) ?? 0) + 1);
        }
        expect(
          new Map(buckets.filter((bucket) => bucket.count > 0).map((bucket) => [bucket.at, bucket.count])),
        ).toEqual(new Map([...counts].toSorted(([a], [b]) => a - b)));
        const tags = await search.tags({ ...query, valuesPerKey: 10 });
        expect(tags.flatMap(({ values }) => values).reduce((sum, value) => sum + value.count, 0)).toBe(
          expected.length,
        );
      }
  });

  it('does not depend on the zone of the engine', async () => {
    const answer = await client.query({ query: 'SELECT timezone() AS zone', format: 'JSONEachRow' });
    expect(await answer.json()).toEqual([{ zone: 'America/New_York' }]);
  });

  it('reads one of the times only, and in its order', async () => {
    const plan = async (query: string): Promise<string> =>
      (
        await client.query({
          query: `EXPLAIN PLAN actions = 1, indexes = 1 ${query}`,
          format: 'TabSeparatedRaw',
        })
      ).text();
    const text = await plan(`SELECT event_id FROM event_times WHERE project_id = 1
      AND occurred_at >= fromUnixTimestamp64Milli(${NOW - 20 * HOUR_MS}) ORDER BY occurred_at DESC, event_id DESC LIMIT 5`);
    expect(text).toContain('InReverseOrder');
    expect(text).toMatch(/PrimaryKey\s+Keys:\s+project_id\s+occurred_at/);
  });

  it('is made whole where a crash has left events without it', async () => {
    await client.command({ query: 'TRUNCATE TABLE event_times' });
    const events = await openClickHouseEventStore(client, 90);
    const range = { collector: 'c1', incarnation: 1, from: 0, to: 99 };
    expect((await events.presentPositions(range)).size).toBe(100);
    expect(await count('event_times')).toBe(100);
    expect((await events.presentPositions(range)).size).toBe(100);
    expect(await count('event_times')).toBe(100);
  });

  it('is filled at the first start with events of an earlier version', async () => {
    await client.command({ query: 'DROP TABLE event_times_view' });
    await client.command({ query: 'DROP TABLE event_times' });
    await openClickHouseEventStore(client, 90);
    expect(await count('event_times')).toBe(EVENTS);
    await client.command({ query: 'TRUNCATE TABLE event_times' });
    await openClickHouseEventStore(client, 90);
    // Once only: a later start does not read all events again.
    expect(await count('event_times')).toBe(0);
  });

  it('loses what is deleted', async () => {
    const events = await openClickHouseEventStore(client, 90);
    await events.presentPositions({ collector: 'c1', incarnation: 1, from: 0, to: EVENTS });
    const gone = idOf(3);
    await events.deleteEvents({ projectId: 1, fingerprints: [gone] });
    const left = stored.filter(
      ({ event, grouping }) => event.project_id !== 1 || grouping.fingerprint !== gone,
    );
    expect([await count('events'), await count('event_times')]).toEqual([left.length, left.length]);
  });

  it('keeps events for as long as the newest configuration says', async () => {
    const events = await openClickHouseEventStore(client, 90);
    const daysOld = (days: number, pos: number) =>
      placedEvent({ pos, eventId: idOf(70_000 + pos), occurredAt: NOW - days * 24 * HOUR_MS });
    await events.insert([daysOld(40, 20_001)]);
    const before = await count('events');
    await openClickHouseEventStore(client, 30);
    const engineOf = async (table: string): Promise<string> => {
      const query = `SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = '${table}'`;
      const [row] = await (
        await client.query({ query, format: 'JSONEachRow' })
      ).json<{ engine_full: string }>();
      return row?.engine_full ?? '';
    };
    for (const table of ['events', 'event_times']) {
      expect(await engineOf(table)).toContain('toIntervalDay(30)');
      await client.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
    }
    expect([await count('events'), await count('event_times')]).toEqual([before - 1, before - 1]);
  });
});
