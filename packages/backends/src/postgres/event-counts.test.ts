import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventCountStore } from '../ports/event-counts.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgresIngestStore } from './ingest/postgres-ingest-store.ts';
import { openPostgresEventCounts } from './postgres-event-counts.ts';
import { openPostgresIssueStore } from './postgres-issue-store.ts';

const HOUR_MS = 3_600_000;
const FROM = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS;
const EVENTS = 200;

describe('events counted when they become known', () => {
  let database: TestPostgres;
  let counts: EventCountStore;
  const times = Array.from({ length: EVENTS }, (_, index) => FROM + ((index * 7_919_317) % (5 * HOUR_MS)));
  const idOf = (index: number): string => index.toString(16).padStart(32, '0');
  let committed = -1;

  beforeAll(async () => {
    database = await startTestPostgres();
    counts = openPostgresEventCounts(database.sql);
  });
  afterAll(() => database.stop());

  const commit = async (indexes: readonly number[], sampled = new Set<number>()) => {
    const events = indexes.map((index) =>
      placedEvent({
        pos: index,
        eventId: idOf(index),
        fingerprint: idOf(index % 3),
        occurredAt: times[index] ?? FROM,
      }),
    );
    const to = committed + 1;
    const cursor = { collector: 'c1', incarnation: 1, from: committed, to };
    await openPostgresIngestStore(database.sql).commit({ events, sampled, deadLetters: [], cursor });
    committed = to;
  };
  const overTime = (bucketSeconds: number, projectIds = [1]) =>
    counts.overTime({ projectIds, from: FROM, to: FROM + 5 * HOUR_MS, bucketSeconds });
  const reference = (bucketSeconds: number, known: readonly number[]) =>
    Array.from({ length: (5 * 3_600) / bucketSeconds }, (_, bucket) => {
      const at = FROM + bucket * bucketSeconds * 1_000;
      const count = known.filter((time) => time >= at && time < at + bucketSeconds * 1_000).length;
      return { at, count };
    });

  it('once each, also when an id comes again or its payload is not stored', async () => {
    const all = times.map((_, index) => index);
    await commit(all.slice(0, 120), new Set([3, 4, 5]));
    await commit(all.slice(60));
    await commit(all.slice(0, 10));
    for (const width of [900, 3_600]) expect(await overTime(width)).toEqual(reference(width, times));
    expect((await overTime(3_600, [2]))?.every(({ count }) => count === 0)).toBe(true);
  });

  it('not in steps finer than they are counted in', async () => {
    expect(await overTime(300)).toBeNull();
  });

  it('without those of an issue that was deleted', async () => {
    const [row] = await database.sql<{ issue_id: string }[]>`
      SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${idOf(0)}`;
    const gone = times.filter((_, index) => index % 3 === 0);
    await openPostgresIssueStore(database.sql).deleteIssue({ projectIds: [1] }, row?.issue_id ?? '', {
      by: 'ann',
      counted: reference(900, gone),
    });
    const left = times.filter((_, index) => index % 3 !== 0);
    expect(await overTime(900)).toEqual(reference(900, left));
  });

  it('not for a time before the counting began', async () => {
    await database.sql`UPDATE event_counts_since SET since = now() - interval '1 hour'`;
    expect(await overTime(900)).toBeNull();
  });

  it('until no chart goes back that far', async () => {
    await database.sql`UPDATE event_counts SET at = at - interval '401 days' WHERE at < ${new Date(FROM + HOUR_MS)}`;
    await openPostgresIngestStore(database.sql).forgetEventIds(0, 10);
    const [row] = await database.sql`SELECT min(at) AS oldest FROM event_counts`;
    expect(row?.['oldest'].getTime()).toBeGreaterThanOrEqual(FROM + HOUR_MS);
  });
});
