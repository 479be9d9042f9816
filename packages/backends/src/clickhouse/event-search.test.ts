import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_SEARCH, parseSearch, type PlacedEvent } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../free-port.ts';
import type { EventPlace } from '../ports/event-store.ts';
import type { EventGrouping, EventSearchStore } from '../ports/event-search.ts';
import type { EngineProcess } from '../supervise-engine.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { openClickHouse, type ClickHouseClient } from './clickhouse-client.ts';
import { openClickHouseEventSearch } from './clickhouse-event-search.ts';
import { openClickHouseEventStore } from './clickhouse-event-store.ts';
import { startEmbeddedClickHouse } from './embedded-clickhouse.ts';

const NOW = Math.floor(Date.now() / 60_000) * 60_000;
const MINUTE_MS = 60_000;
const idOf = (digit: number): string => String(digit).repeat(32);

describe('search of events in the embedded ClickHouse', () => {
  let directory: string;
  let engine: EngineProcess;
  let client: ClickHouseClient;
  let store: EventSearchStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-search-'));
    engine = await startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
    client = openClickHouse(engine.url);
    const events = await openClickHouseEventStore(client, 90);
    store = openClickHouseEventSearch(client);
    const placed = [
      event(1, { title: 'TypeError: 100% broken', release: 'shop@1.0.0', userId: 'ann' }),
      event(2, { title: String.raw`RangeError: C:\x_y`, release: 'shop@1.1.0', userId: 'bob' }),
      event(3, { title: 'TypeError: other', release: null, userId: 'ann' }),
      event(4, { title: 'TypeError: foreign', userId: 'ann' }),
    ];
    const foreign = { ...placed[3], event: { ...placed[3]?.event, project_id: 2 } } as PlacedEvent;
    await events.insert([...placed.slice(0, 3), foreign]);
    // A row that a crash left twice counts once.
    await events.insert([
      {
        ...event(1, { title: 'TypeError: 100% broken', release: 'shop@1.0.0', userId: 'ann' }),
        position: { collector: 'c1', incarnation: 1, pos: 77 },
      },
    ]);
  });

  afterAll(async () => {
    await client.close();
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const query = (text: string) => ({
    projectIds: [1],
    terms: parseSearch(text, EVENT_SEARCH, NOW),
    from: NOW - 60 * MINUTE_MS,
    to: NOW,
  });
  const found = async (text: string): Promise<number[]> =>
    (await store.search({ ...query(text), limit: 10 }))
      .map((row) => Number(row.event_id[0]))
      .toSorted((a, b) => a - b);

  it.each([
    ['', [1, 2, 3]],
    ['100%', [1]],
    ['x_y', [2]],
    [String.raw`"C:\x"`, [2]],
    ['!TypeError', [2]],
    ['title:TypeError*', [1, 3]],
    ['title:"TypeError*"', []],
    ['release:shop@1.*', [1, 2]],
    ['!has:release', [3]],
    ['has:release', [1, 2]],
    ['user:ann', [1, 3]],
    ['!user:ann', [2]],
    ['has:user', [1, 2, 3]],
    ['level:error', [1, 2, 3]],
    ['level:[info,debug]', []],
    ['tags.number:2', [2]],
    ['has:tags.number', [1, 2, 3]],
    ['has:tags.nothing', []],
    ['times_seen:1', [1, 2, 3]],
    ['times_seen:>1', []],
    [`event_id:${idOf(3)}`, [3]],
    [`tags.number:"' OR 1=1 --"`, []],
    [`title:"{x:String}"`, []],
    [`["[a]"]`, []],
    ['"(1,2)"', []],
  ])('%j finds %j', async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it('lists the newest first and goes on before the last one', async () => {
    const [first] = await store.search({ ...query(''), limit: 1 });
    expect(first).toMatchObject({ event_id: idOf(3), project_id: 1, fingerprint: idOf(3) });
    const rest = await store.search({
      ...query(''),
      limit: 5,
      before: { occurredAt: first?.occurred_at ?? 0, eventId: '' },
    });
    expect(rest.map((row) => row.event_id)).toEqual([idOf(2), idOf(1)]);
  });

  it('misses and repeats no event of one millisecond at any border of pages', async () => {
    const at = NOW - 3 * 60 * MINUTE_MS;
    const events = await openClickHouseEventStore(client, 90);
    const fingerprint = 'a'.repeat(32);
    const tied = Array.from({ length: 7 }, (_, index) =>
      placedEvent({
        pos: 100 + index,
        eventId: `${index}b`.repeat(16),
        fingerprint,
        occurredAt: at,
        title: 'Tied',
      }),
    );
    const before = placedEvent({
      pos: 110,
      eventId: 'c'.repeat(32),
      fingerprint,
      occurredAt: at - 1,
      title: 'Tied',
    });
    // The same id in another project, at the same moment.
    const twin = placedEvent({
      pos: 111,
      eventId: '3b'.repeat(16),
      fingerprint,
      occurredAt: at,
      title: 'Tied',
      projectId: 2,
    });
    await events.insert([...tied, before, twin]);
    const expected = [
      ...tied
        .map((placed) => placed.event.event_id)
        .toSorted()
        .toReversed(),
      'c'.repeat(32),
    ];
    for (const limit of [1, 2, 3, 7]) {
      const listed: string[] = [];
      for (let place: EventPlace | undefined; ;) {
        const page = await events.listEvents({
          projectId: 1,
          fingerprints: [fingerprint],
          limit,
          ...(place && { before: place }),
        });
        listed.push(...page.map((row) => row.event_id));
        const last = page.at(-1);
        if (last === undefined || page.length < limit) break;
        place = { occurredAt: last.occurred_at, eventId: last.event_id };
      }
      expect(listed).toEqual(expected);
      const searched: string[] = [];
      const range = { from: at - MINUTE_MS, to: at + MINUTE_MS };
      for (let place: EventPlace | undefined; ;) {
        const page = await store.search({
          ...query('Tied'),
          ...range,
          projectIds: [1, 2],
          limit,
          ...(place && { before: place }),
        });
        searched.push(...page.map((row) => `${row.event_id} ${row.project_id}`));
        const last = page.at(-1);
        if (last === undefined || page.length < limit) break;
        place = { occurredAt: last.occurred_at, eventId: last.event_id, projectId: last.project_id };
      }
      expect(new Set(searched).size).toBe(searched.length);
      expect(searched.length).toBe(tied.length + 2);
    }
  });

  it('counts over time, and the most frequent values', async () => {
    const buckets = await store.overTime({ ...query('TypeError'), bucketSeconds: 60 });
    expect(buckets).toHaveLength(60);
    expect(buckets.filter(({ count }) => count > 0).map(({ at }) => (NOW - at) / MINUTE_MS)).toEqual([9, 7]);
    const top = (by: EventGrouping) => store.top({ ...query(''), by, limit: 5 });
    expect(await top('release')).toEqual([
      { value: 'shop@1.0.0', count: 1, users: 1 },
      { value: 'shop@1.1.0', count: 1, users: 1 },
    ]);
    expect(await top('environment')).toEqual([{ value: 'production', count: 3, users: 2 }]);
    expect(await top('tags.number')).toHaveLength(3);
    await expect(top('payload' as EventGrouping)).rejects.toThrow('cannot be grouped');
  });
});

function event(
  digit: number,
  given: { title: string; release?: string | null; userId: string },
): PlacedEvent {
  return placedEvent({
    pos: digit,
    eventId: idOf(digit),
    occurredAt: NOW - (10 - digit) * MINUTE_MS,
    tags: [['number', String(digit)]],
    ...given,
  });
}
