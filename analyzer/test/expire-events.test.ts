import { randomUUID } from 'node:crypto';
import { retentionSchema, type PlacedEvent } from '@bugsage/core';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClickHouse } from '../../packages/backends/src/clickhouse/clickhouse-client.ts';
import { openClickHouseEventStore } from '../../packages/backends/src/clickhouse/clickhouse-event-store.ts';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createAnalyzerMetrics } from '../src/metrics/analyzer-metrics.ts';
import {
  EXPIRY_LIMITS,
  expireEvents,
  expiryBounds,
  type ExpiryLimits,
} from '../src/workers/expire-events.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();
const hex = (): string => randomUUID().replaceAll('-', '');
const logger = pino({ level: 'silent' });
const operator = {
  BUGSAGE_RETENTION_DAYS: 90,
  BUGSAGE_EVENTS_PER_PROJECT: 0,
  BUGSAGE_EVENT_BYTES_PER_PROJECT: 0,
};

describe('what a project keeps of its events', () => {
  let started: TestBackends;
  let pos = -1;

  beforeAll(async () => {
    started = await startTestBackends();
  });
  afterAll(() => started.stop());

  const addProject = async (retention: object = {}): Promise<number> => {
    const { sql } = started.backends;
    const slug = hex();
    const [row] = await sql<{ id: number }[]>`
      INSERT INTO projects (organization_id, name, slug, retention)
      VALUES (1, 'Shop', ${slug}, ${JSON.stringify(retention)}::text::jsonb) RETURNING id`;
    return row?.id ?? 0;
  };
  /** Stores events of one issue, as many as ages in days are given; answers their ids. */
  const store = async (projectId: number, agesDays: readonly number[], title?: string): Promise<string[]> => {
    const { events, ingest } = started.backends;
    const from = pos;
    const fingerprint = hex();
    const placed: PlacedEvent[] = agesDays.map((age) => {
      const occurredAt = Math.round(NOW - 1_000 - age * DAY_MS);
      const eventId = hex();
      return placedEvent({
        pos: (pos += 1),
        projectId,
        eventId,
        fingerprint,
        occurredAt,
        ...(title !== undefined && { title }),
      });
    });
    await events.insert(placed);
    await ingest.commit({
      events: placed,
      deadLetters: [],
      cursor: { collector: 'c1', incarnation: 1, from, to: pos },
    });
    return placed.map(({ event }) => event.event_id);
  };
  const kept = async (projectId: number): Promise<string[]> => {
    const page = await started.backends.rewrite.page({ projectId, from: 0, limit: 1_000 });
    return page.map(({ event }) => event.event_id);
  };
  const issueCounts = async (projectId: number): Promise<number[]> => {
    const rows = await started.backends.sql<{ count: string }[]>`
      SELECT event_count AS count FROM issues WHERE project_id = ${projectId} ORDER BY event_count`;
    return rows.map(({ count }) => Number(count));
  };
  const sweep = async (given: Partial<typeof operator> = {}, limits: Partial<ExpiryLimits> = {}) => {
    const metrics = createAnalyzerMetrics(logger);
    const configuration = { ...operator, ...given };
    const parts = { ...started.backends, configuration, expired: metrics.expired, now: () => NOW, logger };
    const sweeps = [1, 2].map(() => expireEvents(parts, { ...EXPIRY_LIMITS, ...limits }));
    // Two at once, as two processes would: what one deletes the other must not count.
    await Promise.all(sweeps.map((each) => each.runOnce()));
    await Promise.all(sweeps.map((each) => each.stop()));
    const text = await metrics.text();
    const of = (reason: string): number =>
      Number(new RegExp(`bugsage_events_expired_total{reason="${reason}"} (\\d+)`).exec(text)?.[1] ?? 0);
    return { age: of('age'), count: of('count'), bytes: of('bytes') };
  };

  it('is by age: older events go, those of others and numbers of issues stay', async () => {
    const [own, other] = [await addProject(), await addProject()];
    await started.backends.accounts.updateProject(own, { retention: retentionSchema.parse({ days: 30 }) });
    const ids = await store(own, [60, 45, 30.01, 29.99, 1]);
    const others = await store(other, [60, 1]);
    expect(await sweep()).toEqual({ age: 3, count: 0, bytes: 0 });
    expect((await kept(own)).toSorted()).toEqual(ids.slice(3).toSorted());
    expect((await kept(other)).toSorted()).toEqual(others.toSorted());
    expect([await issueCounts(own), await issueCounts(other)]).toEqual([[5], [2]]);
    expect(await sweep()).toEqual({ age: 0, count: 0, bytes: 0 });
  });

  it('is by count, in steps: the newest stay, to the event, also within one millisecond', async () => {
    const projectId = await addProject({ events_max: 100 });
    const old = await store(
      projectId,
      Array.from({ length: 130 }, () => 3),
    );
    const young = await store(
      projectId,
      Array.from({ length: 90 }, (_, index) => index / 100),
    );
    const first = await sweep({}, { eventsPerStep: 40, stepsMax: 1 });
    // One step of one process, or one of each.
    expect([40, 80]).toContain(first.count);
    expect(await kept(projectId)).toHaveLength(220 - first.count);
    const rest = await sweep({}, { eventsPerStep: 40 });
    expect([first.count + rest.count, rest.age, rest.bytes]).toEqual([120, 0, 0]);
    const left = await kept(projectId);
    expect(left.toSorted()).toEqual([...young, ...old.toSorted().slice(-10)].toSorted());
    expect(await issueCounts(projectId)).toEqual([90, 130]);
  });

  it('is by bytes: of the events as they are read', async () => {
    const projectId = await addProject({ bytes_max: 1024 ** 2 });
    const ids = await store(
      projectId,
      Array.from({ length: 30 }, (_, index) => index),
      'x'.repeat(60_000),
    );
    const page = await started.backends.rewrite.page({ projectId, from: 0, limit: 100 });
    const bytesOf = (event: (typeof page)[number]): number =>
      Buffer.byteLength(JSON.stringify({ event: event.event, grouping: event.grouping }));
    let bytes = 0;
    const fitting = page.filter((event) => (bytes += bytesOf(event)) <= 1024 ** 2);
    expect(fitting.length).toBeGreaterThan(5);
    expect(await sweep()).toEqual({ age: 0, count: 0, bytes: 30 - fitting.length });
    expect(await kept(projectId)).toEqual(ids.slice(0, fitting.length));
  });

  it('counts an event beyond several bounds once, and leaves what is within all', async () => {
    const projectId = await addProject();
    const ids = await store(projectId, [50, 40, 3, 2, 1]);
    const { expiry } = started.backends;
    const step = { projectId, receivedBefore: NOW - 30 * DAY_MS, eventsMax: 2, eventsPerStep: 10 };
    expect(await expiry.expire({ ...step, bytesMax: 1 })).toEqual({ age: 2, count: 1, bytes: 2 });
    expect(ids).toHaveLength(5);
    expect(await kept(projectId)).toEqual([]);
    expect(await expiry.expire({ ...step, bytesMax: 1 })).toEqual({ age: 0, count: 0, bytes: 0 });
  });

  it('is what the operator allows where the project says nothing or more', async () => {
    const projects = [await addProject(), await addProject({ events_max: 1_000 })];
    for (const projectId of projects) await store(projectId, [3, 2, 1]);
    const before = await Promise.all(projects.map(kept));
    await sweep({ BUGSAGE_EVENTS_PER_PROJECT: 2 });
    expect(await Promise.all(projects.map(kept))).toEqual(before.map((ids) => ids.slice(0, 2)));
  });

  it('is everything where the setting cannot be read', async () => {
    const projectId = await addProject({ days: 'soon', events_max: -1 });
    await store(projectId, [60, 1]);
    await sweep();
    expect(await kept(projectId)).toHaveLength(2);
  });

  it('measures events that an earlier version stored without their size', async () => {
    const projectId = await addProject();
    const client = openClickHouse(started.engines.clickhouseUrl);
    await client.command({ query: 'ALTER TABLE events DROP COLUMN payload_bytes' });
    const [, newest] = await store(projectId, [2, 1], 'y'.repeat(5_000));
    await openClickHouseEventStore(client, 90);
    await client.close();
    const bounds = { receivedBefore: null, eventsMax: null, bytesMax: 10_000, eventsPerStep: 10 };
    expect(await started.backends.expiry.expire({ projectId, ...bounds })).toMatchObject({ bytes: 1 });
    expect(await kept(projectId)).toEqual([newest]);
  });
});

describe('the bounds of a project', () => {
  const bounded = { ...operator, BUGSAGE_EVENTS_PER_PROJECT: 500, BUGSAGE_EVENT_BYTES_PER_PROJECT: 2 ** 30 };
  const none = { receivedBefore: null, eventsMax: null, bytesMax: null };
  it.each([
    [{}, operator, null],
    [{ days: 120 }, operator, { ...none, receivedBefore: -90 * DAY_MS }],
    [{ days: 89 }, operator, { ...none, receivedBefore: -89 * DAY_MS }],
    [{ events_max: 200 }, operator, { ...none, eventsMax: 200 }],
    [{ events_max: 200 }, bounded, { ...none, eventsMax: 200, bytesMax: 2 ** 30 }],
    [{ events_max: 900, bytes_max: 2 ** 20 }, bounded, { ...none, eventsMax: 500, bytesMax: 2 ** 20 }],
  ])('of %j', (project, given, expected) => {
    expect(expiryBounds(retentionSchema.parse(project), given, 0)).toEqual(expected);
  });
});
