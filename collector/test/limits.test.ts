import { randomUUID } from 'node:crypto';
import { inboundFiltersSchema, scrubbingSchema } from '@bugsage/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import type { Collector } from '../src/index.ts';
import { runCollector, type RunningCollector } from './run-collector.ts';

/** `X-Sentry-Rate-Limits` as protocol.md 1.10 has it. */
const RATE_LIMITS = /^\d+(\.\d+)?:([a-z_]+(;[a-z_]+)*)?:(key|project|organization):[a-z_]+(, ?\d+.*)*$/;
const KEYS = {
  quota: '1'.repeat(32),
  noisy: '2'.repeat(32),
  bomb: '3'.repeat(32),
  filtered: '4'.repeat(32),
  scrubbed: '5'.repeat(32),
};
const PROJECTS = { quota: 11, noisy: 12, bomb: 13, filtered: 14, scrubbed: 15 };
const QUOTA = 30;
const ISSUE_RATE = 20;
const NEW_ISSUES = 5;

type Place = keyof typeof KEYS;

let running: RunningCollector;
let engines: TestBackends;
let collector: Collector;
let base: string;

beforeAll(async () => {
  running = await runCollector({
    environment: {
      BUGSAGE_ISSUE_EVENTS_PER_MINUTE: String(ISSUE_RATE),
      BUGSAGE_NEW_ISSUES_PER_MINUTE: String(NEW_ISSUES),
    },
    prepare,
  });
  ({ engines, collector, url: base } = running);
});
afterAll(() => running.stop());

async function prepare({ backends }: TestBackends): Promise<void> {
  const { sql } = backends;
  for (const [name, id] of Object.entries(PROJECTS)) {
    await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${id}, 1, ${name}, ${name})`;
    await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${KEYS[name as Place]}, ${id})`;
  }
  await sql`UPDATE projects SET events_per_minute = ${QUOTA} WHERE id = ${PROJECTS.quota}`;
  await backends.accounts.updateProject(PROJECTS.filtered, {
    filters: inboundFiltersSchema.parse({
      browser_noise: true,
      rules: [{ field: 'release', glob: 'old@*' }],
    }),
  });
}

describe('limits', () => {
  // What an earlier test sent must not be counted in this one.
  beforeEach(drained);

  it('refuses a flood above the quota with headers, while other projects are served', async () => {
    const before = await outcomes();
    // All at once, so that every request is on its way when the bucket runs out.
    const flood = await Promise.all(
      Array.from({ length: QUOTA + 64 }, () => send('quota', errorOf('flood'))),
    );
    const passed = flood.filter((answer) => answer.status === 200).length;
    const refused = flood.filter((answer) => answer.status === 429);
    expect(passed + refused.length).toBe(QUOTA + 64);
    expect(passed).toBeGreaterThanOrEqual(QUOTA);
    expect(passed).toBeLessThan(QUOTA + 64);
    for (const { headers } of refused) {
      expect(headers.get('x-sentry-rate-limits')).toMatch(RATE_LIMITS);
      expect(headers.get('x-sentry-rate-limits')).toMatch(/^[1-6]:error:project:project_quota$/);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect((await send('noisy', errorOf('elsewhere'))).status).toBe(200);
    await drained();
    const after = await outcomes();
    expect(
      after('dropped receive rate_limited_project') - before('dropped receive rate_limited_project'),
    ).toBe(refused.length);
    // The flood is one issue, and above its rate too.
    const [issue] = await issuesOf('quota');
    expect(issue?.event_count).toBe(passed);
    const stored = ['accepted store none', 'dropped store sampled'];
    expect(stored.reduce((sum, name) => sum + after(name) - before(name), 0)).toBe(passed + 1);
  });

  it('tells the project later what it lost, by reason', async () => {
    await exhaust('quota');
    const lost = async () => {
      const drops = await engines.backends.drops.list(PROJECTS.quota, 0);
      return drops.filter(({ reason }) => reason === 'rate_limited_project').length;
    };
    await expect.poll(lost).toBeGreaterThanOrEqual(1);
    expect(await engines.backends.drops.list(PROJECTS.noisy, 0)).toEqual([]);
  });

  it('never limits client reports, and announces the limit beside them', async () => {
    await exhaust('quota');
    const report = { discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 7 }] };
    const item = `{"type":"client_report"}\n${JSON.stringify(report)}`;
    const alone = await post('quota', 'envelope', `{}\n${item}`);
    expect([alone.status, alone.headers.get('x-sentry-rate-limits')]).toEqual([200, null]);
    const beside = await post('quota', 'envelope', `{}\n${item}\n{"type":"event"}\n{"message":"x"}`);
    expect(beside.status).toBe(200);
    expect(beside.headers.get('x-sentry-rate-limits')).toMatch(RATE_LIMITS);
    expect(await metrics()).toContain('bugsage_client_lost_events_total{reason="queue_overflow"} 14');
  });

  it('limits the store endpoint alike, whatever address it claims', async () => {
    await exhaust('quota');
    const store = await post('quota', 'store', JSON.stringify({ message: 'x' }));
    const forged = await post('quota', 'store', '{"message":"x"}', { 'x-forwarded-for': '203.0.113.9' });
    for (const answer of [store, forged]) {
      expect([answer.status, RATE_LIMITS.test(answer.headers.get('x-sentry-rate-limits') ?? '')]).toEqual([
        429,
        true,
      ]);
    }
  });

  it('counts a noisy issue and its users exactly, while it stores a sample', async () => {
    const before = await outcomes();
    const sent = 300;
    for (let round = 0; round < sent / 50; round += 1)
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          send('noisy', { ...errorOf('noisy'), user: { id: `u${index}` } }),
        ),
      );
    await drained();
    const [issue] = await issuesOf('noisy', 'NoisyError');
    expect(issue).toMatchObject({ event_count: sent, users_affected: 50 });
    const after = await outcomes();
    const sampled = after('dropped store sampled') - before('dropped store sampled');
    const accepted = after('accepted store none') - before('accepted store none');
    expect(accepted + sampled).toBe(sent);
    // 20 + 20 * ln(300 / 20) = 74, and a second share when the minute ends meanwhile.
    expect(accepted).toBeGreaterThanOrEqual(ISSUE_RATE);
    expect(accepted).toBeLessThan(200);
    expect(issue?.metadata['sampled_events']).toBe(sampled);
    expect(await storedRows('noisy', issue?.id ?? '')).toBe(accepted);
  });

  it('collects a flood of new issues in one, and counts each event', async () => {
    const sent = 60;
    for (let index = 0; index < sent; index += 1)
      expect((await send('bomb', { ...errorOf('bomb'), fingerprint: [randomUUID()] })).status).toBe(200);
    await drained();
    const issues = await issuesOf('bomb');
    const overflow = issues.filter((issue) => issue.title === 'Too many new issues');
    expect(overflow).toHaveLength(1);
    // The minute may end meanwhile, twice at most in a minute of test time.
    expect(issues.length).toBeLessThanOrEqual(3 * NEW_ISSUES + 1);
    expect(issues.reduce((sum, issue) => sum + issue.event_count, 0)).toBe(sent);
    const [stored] = await engines.backends.events.latestEvents({
      projectId: PROJECTS.bomb,
      fingerprints: await engines.backends.issues.fingerprintsOf(overflow[0]?.id ?? ''),
      limit: 1,
    });
    expect(stored?.grouping.parts[1]).toMatchObject({ name: 'own fingerprint', hashed: false });
  });

  it('drops what a project filters, counts it, and stores everything else', async () => {
    const before = await outcomes();
    expect((await send('filtered', { message: 'ResizeObserver loop limit exceeded' })).status).toBe(200);
    expect((await send('filtered', { ...errorOf('old'), release: 'old@1' })).status).toBe(200);
    expect((await send('filtered', { ...errorOf('kept'), release: 'new@2' })).status).toBe(200);
    await drained();
    const after = await outcomes();
    const counted = (name: string): number => after(name) - before(name);
    expect([
      counted('dropped receive filtered_noise'),
      counted('dropped receive filtered_rule'),
      counted('accepted store none'),
    ]).toEqual([1, 1, 1]);
    expect((await issuesOf('filtered')).map((issue) => issue.type)).toEqual(['KeptError']);
  });

  it('takes out what a project asks for, its clients’ addresses too, and obeys a change within seconds', async () => {
    const scrubbing = scrubbingSchema.parse({ ip_addresses: true, patterns: [String.raw`EMP-\d{6}`] });
    await engines.backends.accounts.updateProject(PROJECTS.scrubbed, { scrubbing });
    const newest = async (): Promise<string> => {
      const message = 'EMP-123456 from 203.0.113.7';
      expect((await send('scrubbed', { message, user: { id: '7', ip_address: '{{auto}}' } })).status).toBe(
        200,
      );
      await drained();
      const [issue] = await issuesOf('scrubbed');
      const [stored] = await engines.backends.events.latestEvents({
        projectId: PROJECTS.scrubbed,
        fingerprints: await engines.backends.issues.fingerprintsOf(issue?.id ?? ''),
        limit: 1,
      });
      return JSON.stringify(stored?.event);
    };
    await expect.poll(newest, { timeout: 20_000, interval: 500 }).not.toContain('EMP-1');
    const text = await newest();
    expect(text).toContain('[Filtered] from [Filtered]');
    expect(text).not.toMatch(/203\.0|127\.0\.0\.1/);
  });

  it('stores again what was filtered, once the filters are off', async () => {
    const filters = inboundFiltersSchema.parse({});
    await engines.backends.accounts.updateProject(PROJECTS.filtered, { filters });
    const isStored = async (): Promise<boolean> => {
      await send('filtered', { ...errorOf('old'), release: 'old@1' });
      await drained();
      return (await issuesOf('filtered', 'OldError')).length === 1;
    };
    await expect.poll(isStored, { timeout: 20_000, interval: 500 }).toBe(true);
  });
});

function errorOf(name: string): object {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Error`;
  const frames = [{ function: name, filename: `src/${name}.js`, lineno: 1, in_app: true }];
  return { platform: 'node', exception: { values: [{ type, value: 'boom', stacktrace: { frames } }] } };
}

function post(
  place: Place,
  endpoint: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = `${base}/api/${PROJECTS[place]}/${endpoint}/?sentry_key=${KEYS[place]}`;
  return fetch(url, { method: 'POST', body, headers });
}

function send(place: Place, event: object): Promise<Response> {
  const eventId = randomUUID().replaceAll('-', '');
  return post(place, 'envelope', `{"event_id":"${eventId}"}\n{"type":"event"}\n${JSON.stringify(event)}`);
}

async function exhaust(place: Place): Promise<void> {
  let status = 200;
  for (let attempt = 0; attempt <= 4 * QUOTA && status !== 429; attempt += 1)
    ({ status } = await send(place, errorOf('flood')));
  expect(status).toBe(429);
}

function drained(): Promise<void> {
  return expect.poll(() => collector.backlog(), { timeout: 30_000 }).toBe(0);
}

async function metrics(): Promise<string> {
  return (await fetch(`${base}/metrics`)).text();
}

/** Reads a count by `outcome stage reason`. */
async function outcomes(): Promise<(name: string) => number> {
  const text = await metrics();
  return (name) => {
    const [outcome, stage, reason] = name.split(' ');
    const labels = `{outcome="${outcome}",stage="${stage}",reason="${reason}"}`;
    const line = text.split('\n').find((row) => row.startsWith(`bugsage_events_outcome_total${labels}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
}

async function issuesOf(place: Place, type?: string) {
  const scope = { projectIds: [PROJECTS[place]] };
  const { issues } = await engines.backends.issues.listIssues(scope, { skip: 0, limit: 1_000 });
  return type === undefined ? issues : issues.filter((issue) => issue.type === type);
}

async function storedRows(place: Place, issueId: string): Promise<number> {
  const fingerprints = await engines.backends.issues.fingerprintsOf(issueId);
  const rows = await engines.backends.events.listEvents({
    projectId: PROJECTS[place],
    fingerprints,
    limit: 1_000,
  });
  return rows.length;
}
