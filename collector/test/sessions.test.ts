import { randomUUID } from 'node:crypto';
import type { SessionCounts } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCollector, type RunningCollector } from './run-collector.ts';

const KEY = '4'.repeat(32);
const HOUR_MS = 3_600_000;

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector({
    environment: { BUGSAGE_PROJECT_SESSIONS_PER_MINUTE: '200' },
    prepare: async ({ backends: { sql } }) => {
      await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (51, 1, 'limited', 'limited'), (52, 1, 'p', 'p')`;
      await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${'5'.repeat(32)}, 51), (${KEY}, 52)`;
    },
  });
});
afterAll(() => running.stop());

type Item = readonly ['session' | 'sessions' | 'event', object];

async function send(
  items: readonly Item[],
  { project = 52, key = KEY, sentAt = new Date() } = {},
): Promise<Response> {
  const lines = items.flatMap(([type, payload]) => [JSON.stringify({ type }), JSON.stringify(payload)]);
  const body = [JSON.stringify({ sent_at: sentAt.toISOString() }), ...lines].join('\n');
  return fetch(`${running.url}/api/${project}/envelope/?sentry_key=${key}`, { method: 'POST', body });
}

function session(release: string, fields: object = {}): Item {
  const started = new Date(Date.now() - 60_000).toISOString();
  const attrs = { release, environment: 'production' };
  return ['session', { sid: randomUUID(), init: true, started, status: 'ok', errors: 0, attrs, ...fields }];
}

const newRelease = (): string => `shop@${randomUUID()}`;

async function stored(release: string, project = 52): Promise<SessionCounts | undefined> {
  await expect.poll(() => running.collector.backlog(), { timeout: 20_000 }).toBe(0);
  const range = { from: Date.now() - 48 * HOUR_MS, to: Date.now() + HOUR_MS };
  const { releaseHealth } = running.engines.backends;
  return (await releaseHealth.byRelease({ projectId: project, releases: [release], ...range })).get(release);
}

describe('sessions', () => {
  it('are counted by how they ended, whatever was told of them before and how often', async () => {
    const release = newRelease();
    const ended = (status: string, fields: object = {}) => {
      const start = { sid: randomUUID(), started: new Date(Date.now() - 90_000).toISOString() };
      const first = session(release, { ...start, did: status });
      const last = session(release, { ...start, did: status, init: false, status, ...fields });
      return [first, last, last];
    };
    const items = [
      ...ended('exited'),
      ...ended('ok', { errors: 3 }),
      ...ended('errored'),
      ...ended('unhandled', { errors: 1 }),
      ...ended('abnormal', { abnormal_mechanism: 'anr_foreground' }),
      ...ended('abnormal', { abnormal_mechanism: 'anr_background', did: 'somebody else' }),
      ...ended('abnormal', { did: 'a third' }),
      ...ended('crashed', { errors: 1 }),
    ];
    expect((await send(items)).status).toBe(200);
    // The last word comes again, alone and late, and the first one after it.
    expect((await send(items.toReversed())).status).toBe(200);
    expect(await stored(release)).toEqual({
      sessions: 8,
      healthy: 1,
      errored: 2,
      unhandled: 1,
      abnormal: 3,
      frozen: 2,
      crashed: 1,
      users: 8,
      users_errored: 7,
      users_frozen: 2,
      users_crashed: 1,
    });
  });

  it('that a client counted are added up', async () => {
    const release = newRelease();
    const started = new Date(Date.now() - 120_000).toISOString();
    const aggregates = [
      { started, exited: 90, errored: 5, abnormal: 1, crashed: 4 },
      { started, exited: 3, did: 'ann' },
      { started, exited: 1, crashed: 1, did: 'ann' },
    ];
    const attrs = { release, environment: 'production' };
    await send([['sessions', { aggregates, attrs }]]);
    await send([['sessions', { aggregates: aggregates.slice(1), attrs }]]);
    expect(await stored(release)).toMatchObject({
      sessions: 110,
      healthy: 98,
      errored: 5,
      abnormal: 1,
      crashed: 6,
      users: 1,
      users_crashed: 1,
    });
  });

  it('name their release in the list, and come beside an event', async () => {
    const release = newRelease();
    const eventId = randomUUID().replaceAll('-', '');
    const answer = await send([
      session(release),
      ['event', { event_id: eventId, message: 'beside', release }],
    ]);
    expect(await answer.json()).toEqual({ id: eventId });
    expect(await stored(release)).toMatchObject({ sessions: 1, crashed: 0 });
    const { releases, events } = running.engines.backends;
    expect(await releases.get(52, release)).toMatchObject({ version: release, announced: false });
    expect(await events.getEvent(52, eventId)).not.toBeNull();
  });

  it('of a clock that is off are dated by ours', async () => {
    const release = newRelease();
    const off = new Date(Date.now() - 400 * 24 * HOUR_MS);
    await send([session(release, { started: new Date(off.getTime() - 60_000).toISOString() })], {
      sentAt: off,
    });
    expect(await stored(release)).toMatchObject({ sessions: 1 });
  });

  it.each([
    ['without a release', { attrs: {} }],
    ['of a release nobody may have', { attrs: { release: 'latest' } }],
    ['without a start', { started: null }],
    ['without an id', { sid: 'x' }],
    ['of last week', { started: new Date(Date.now() - 7 * 24 * HOUR_MS).toISOString() }],
    ['of tomorrow', { started: new Date(Date.now() + 24 * HOUR_MS).toISOString() }],
  ])('%s are dropped and counted, and the rest is kept', async (_name, wrong) => {
    const release = newRelease();
    const before = await dropsOf('invalid_session');
    expect((await send([session(release, wrong), session(release)])).status).toBe(200);
    expect(await stored(release)).toMatchObject({ sessions: 1 });
    expect(await dropsOf('invalid_session')).toBe(before + 1);
  });

  it.each([
    ['no list', { aggregates: {} }],
    ['a negative count', { aggregates: [{ started: new Date().toISOString(), exited: -1 }] }],
    ['a fraction', { aggregates: [{ started: new Date().toISOString(), exited: 0.5 }] }],
    ['too large a count', { aggregates: [{ started: new Date().toISOString(), crashed: 1e12 }] }],
  ])('counted with %s are dropped', async (_name, payload) => {
    const release = newRelease();
    const before = await dropsOf('invalid_session');
    await send([['sessions', { ...payload, attrs: { release } }]]);
    expect(await stored(release)).toBeUndefined();
    expect(await dropsOf('invalid_session')).toBe(before + 1);
  });

  it('have a limit of their own, which errors do not share', async () => {
    const release = newRelease();
    const limited = { project: 51, key: '5'.repeat(32) };
    const many = () => Array.from({ length: 90 }, () => session(release));
    for (let time = 0; time < 3; time += 1) await send(many(), limited);
    const refused = await firstRefusal(() => send([session(release)], limited));
    expect([refused.status, refused.headers.get('x-sentry-rate-limits')]).toEqual([
      429,
      expect.stringMatching(/^\d+:session:project:session_quota$/),
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const besides = [...many(), ['event', { message: 'goes through' }]] as const;
    const beside = await send(besides, limited);
    expect([beside.status, beside.headers.get('x-sentry-rate-limits')]).toEqual([
      200,
      expect.stringContaining(':session:'),
    ]);
    expect((await stored(release, 51))?.sessions).toBeGreaterThanOrEqual(200);
    expect((await stored(release, 51))?.sessions).toBeLessThan(270);
  });
});

describe('sessions in a batch of our SDK', () => {
  const MINUTE_MS = 60_000;
  const started = Date.now() - 2 * MINUTE_MS;
  const newId = (): string => randomUUID().replaceAll('-', '');

  async function sendBatch(
    release: string | undefined,
    rows: readonly unknown[][],
    { project = 52, key = KEY, at = Date.now() } = {},
  ): Promise<Response> {
    const header = {
      v: 1,
      k: key,
      sdk: ['bugsage', '1'],
      p: 'node',
      at,
      rel: release,
      env: 'staging',
      t: [],
    };
    const body = [header, ...rows].map((line) => JSON.stringify(line)).join('\n');
    return fetch(`${running.url}/api/${project}/batch/`, { method: 'POST', body });
  }

  it('are counted as those of Sentry are, whatever was told before and how often', async () => {
    const release = newRelease();
    const page = newId();
    const minute = ['s', newId(), started, { exited: 90, errored: 5, abnormal: 1, crashed: 4 }];
    const rows = [
      ['s', page, started, { ok: 1 }],
      ['s', page, started, { crashed: 1 }, 'ann'],
      ['s', newId(), started, { errored: 1 }, 'bob'],
      minute,
    ];
    expect((await sendBatch(release, rows)).status).toBe(200);
    // A client that heard no answer sends all of it again.
    expect((await sendBatch(release, rows.toReversed())).status).toBe(200);
    expect(await stored(release)).toEqual({
      sessions: 102,
      healthy: 90,
      errored: 6,
      unhandled: 0,
      abnormal: 1,
      frozen: 0,
      crashed: 5,
      users: 2,
      users_errored: 2,
      users_frozen: 0,
      users_crashed: 1,
    });
    const range = { from: started - MINUTE_MS, to: Date.now() };
    const { releaseHealth } = running.engines.backends;
    const inStaging = { projectId: 52, releases: [release], environment: 'staging', ...range };
    expect((await releaseHealth.byRelease(inStaging)).get(release)).toMatchObject({ sessions: 102 });
  });

  it('come beside events, of which the answer names the first', async () => {
    const release = newRelease();
    const id = newId();
    const answer = await sendBatch(release, [
      ['s', newId(), started, { ok: 1 }],
      ['e', id, 5, null, [], {}],
    ]);
    expect(await answer.json()).toEqual({ id });
    expect(await stored(release)).toMatchObject({ sessions: 1 });
    expect(await running.engines.backends.events.getEvent(52, id)).not.toBeNull();
    expect(await (await sendBatch(release, [['s', newId(), started, { ok: 1 }]])).json()).toEqual({});
  });

  it('of a clock that is off are dated by ours', async () => {
    const release = newRelease();
    const off = Date.now() - 400 * 24 * HOUR_MS;
    await sendBatch(release, [['s', newId(), off - MINUTE_MS, { ok: 1 }]], { at: off });
    expect(await stored(release)).toMatchObject({ sessions: 1 });
  });

  it.each([
    ['without a release', undefined, started],
    ['of a release nobody may have', 'latest', started],
    ['of last week', newRelease(), Date.now() - 7 * 24 * HOUR_MS],
    ['of tomorrow', newRelease(), Date.now() + 24 * HOUR_MS],
  ])('%s are dropped and counted', async (_name, release, at) => {
    const before = await dropsOf('invalid_session');
    expect((await sendBatch(release, [['s', newId(), at, { ok: 1 }]])).status).toBe(200);
    expect(await dropsOf('invalid_session')).toBe(before + 1);
    expect(await stored(release ?? '')).toBeUndefined();
  });

  it('have the limit of the others, and are refused when there is nothing else', async () => {
    const release = newRelease();
    const limited = { project: 51, key: '5'.repeat(32) };
    const rows = Array.from({ length: 250 }, () => ['s', newId(), started, { ok: 1 }]);
    await sendBatch(release, rows, limited);
    const before = await dropsOf('rate_limited_sessions');
    const refused = await firstRefusal(() => sendBatch(release, rows.slice(0, 9), limited));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-sentry-rate-limits')).toMatch(/^\d+:session:project:session_quota$/);
    expect(await dropsOf('rate_limited_sessions')).toBeGreaterThan(before);
    const beside = await sendBatch(release, [...rows.slice(0, 9), ['e', newId(), 5, null, [], {}]], limited);
    expect([beside.status, beside.headers.get('x-sentry-rate-limits')]).toEqual([
      200,
      expect.stringContaining(':session:'),
    ]);
  });
});

/** A session passes every 300 ms, perhaps just now; only a limit that does not hold lets this many pass. */
async function firstRefusal(attempt: () => Promise<Response>): Promise<Response> {
  let answer = await attempt();
  for (let again = 0; again < 20 && answer.status !== 429; again += 1) answer = await attempt();
  return answer;
}

async function dropsOf(reason: string): Promise<number> {
  const found = new RegExp(`reason="${reason}"\\} (\\d+)`).exec(await running.metrics());
  return Number(found?.[1] ?? 0);
}
