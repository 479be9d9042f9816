import { randomUUID } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BugSageError, DROP_REASONS, type DropReason } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { openJournal } from '../src/journal/index.ts';
import { encodeRecord } from '../src/store/decode-records.ts';
import { receivedOf } from './received-event.ts';
import { runCollector, type RunningCollector } from './run-collector.ts';
import { KEY as MAIN_KEY, PROJECT as MAIN_PROJECT, startCollector } from './start-collector.ts';

/** A place with a key of its own, so that no limit of one is met by another. */
const PLACES = {
  plain: 31,
  filtered: 32,
  disabled: 33,
  keyLimited: 34,
  projectLimited: 35,
  organizationLimited: 36,
} as const;
type Place = keyof typeof PLACES;
const ORGANIZATION = 9;

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector({
    environment: { BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '1', BUGSAGE_PROJECT_SESSIONS_PER_MINUTE: '3' },
    prepare,
  });
});
afterAll(() => running.stop());

/** Provokes each reason; the type forgets none. What the journal refuses has a collector of its own below. */
const PROVOKE: { readonly [Reason in DropReason]: () => Promise<unknown> } = {
  missing_key: () => post('plain', '{}\n{"type":"event"}\n{}', { key: '' }),
  unknown_key: () => post('plain', '{}', { key: 'f'.repeat(32) }),
  disabled_key: () => sendEvent('disabled'),
  wrong_project: () => post('plain', '{}', { key: keyOf('filtered') }),
  invalid_request: () =>
    fetch(`${running.url}/api/0x1/envelope/?sentry_key=${keyOf('plain')}`, { method: 'POST' }),
  invalid_encoding: () => post('plain', '{}', { encoding: 'gzip' }),
  invalid_envelope: () => post('plain', 'no envelope'),
  invalid_json: () => sendItems('{"type":"event"}\n{'),
  too_large: () => sendItems(`{"type":"event"}\n{"a":"${'a'.repeat(1_048_576)}"}`),
  too_deep: () => sendItems(`{"type":"event"}\n{"extra":${'['.repeat(99)}${']'.repeat(99)}}`),
  unknown_item: () => sendItems('{"type":"of_the_future"}\n{}'),
  unsupported_item: () => sendItems('{"type":"span"}\n{}'),
  invalid_session: () => sendItems('{"type":"session"}\n{}'),
  extra_event: () => sendItems('{"type":"event"}\n{}', '{"type":"event"}\n{}'),
  duplicate: async () => {
    const id = newId();
    for (let time = 0; time < 2; time += 1) await sendEvent('plain', { fingerprint: ['twice'] }, id);
  },
  journal_full: () => refusedBy({}, 'fill'),
  journal_failed: () => refusedBy({ append: unavailable('journal_failed') }),
  overloaded: () => refusedBy({ findIngestKey: () => Promise.reject(new Error('no database')) }),
  shutting_down: () => refusedBy({}, 'stop'),
  internal_error: () =>
    refusedBy({
      scrub: () => {
        throw new TypeError('a defect');
      },
    }),
  rate_limited_key: () => sendTwice('keyLimited'),
  rate_limited_project: () => sendTwice('projectLimited'),
  rate_limited_organization: () => sendTwice('organizationLimited'),
  rate_limited_sessions: async () => {
    for (let time = 0; time < 4; time += 1) await sendItems('{"type":"session"}\n{}');
  },
  filtered_extension: () => sendEvent('filtered', thrownIn('chrome-extension://abc/x.js')),
  filtered_crawler: () => post('filtered', envelope({}), { agent: 'Googlebot/2.1' }),
  filtered_localhost: () => sendEvent('filtered', { request: { url: 'http://localhost:3000/' } }),
  filtered_stale_chunk: () =>
    sendEvent('filtered', {
      exception: { values: [{ type: 'ChunkLoadError', value: 'Loading chunk 7 failed.' }] },
    }),
  filtered_noise: () => sendEvent('filtered', { message: 'ResizeObserver loop limit exceeded' }),
  filtered_rule: () => sendEvent('filtered', { release: 'old@1' }),
  // Of one issue a payload is stored, the second with probability 1/2, the third with 1/3...
  sampled: async () => {
    for (let time = 0; time < 30; time += 1) await sendEvent('plain', { fingerprint: ['noisy'] });
  },
  dead_letter: () => running.engines.backends.sql`
    INSERT INTO dead_letters (kind, project_id, reference, event_id, payload, error, replay)
    VALUES ('event', ${PLACES.plain}, 'by hand', ${newId()}, 'no JSON', 'test', 'requested')`,
  // The record was damaged before the start.
  journal_damaged: () => Promise.resolve(),
};

/** Counted at collectors that cannot keep events, by `refusedBy`. */
const refusals: DropReason[] = [];

describe('every reason to drop an event', () => {
  test.each(Object.keys(DROP_REASONS) as DropReason[])('%s is counted', async (reason) => {
    await PROVOKE[reason]();
    const isCounted = async (): Promise<boolean> =>
      refusals.includes(reason) || (await running.metrics()).includes(`reason="${reason}"`);
    await expect.poll(isCounted, { timeout: 20_000 }).toBe(true);
  });
});

async function prepare({ backends, engines }: TestBackends): Promise<void> {
  const { sql } = backends;
  await sql`INSERT INTO organizations (id, name, slug, events_per_minute) VALUES (${ORGANIZATION}, 'o', 'o', 1)`;
  for (const [name, id] of Object.entries(PLACES)) {
    const organization = name === 'organizationLimited' ? ORGANIZATION : 1;
    await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${id}, ${organization}, ${name}, ${name})`;
    await sql`INSERT INTO ingest_keys (public_key, project_id, enabled)
      VALUES (${keyOf(name as Place)}, ${id}, ${name !== 'disabled'})`;
  }
  await sql`UPDATE ingest_keys SET events_per_minute = 1 WHERE project_id = ${PLACES.keyLimited}`;
  await sql`UPDATE projects SET events_per_minute = 1 WHERE id = ${PLACES.projectLimited}`;
  await backends.accounts.updateProject(PLACES.filtered, {
    filters: {
      browser_extensions: true,
      crawlers: true,
      localhost: true,
      stale_chunks: true,
      browser_noise: true,
      rules: [{ field: 'release', glob: 'old@*' }],
    },
  });
  await writeDamagedJournal(join(engines.dataDirectory, 'journal'));
}

/** Three records of an earlier process, of which the disk kept two. */
async function writeDamagedJournal(directory: string): Promise<void> {
  const journal = await openJournal({ directory });
  const events = ['first', 'damaged-one', 'last'].map((message) =>
    receivedOf({ message }, { project_id: PLACES.plain, event_id: newId() }),
  );
  await journal.append(events.map(encodeRecord));
  await journal.close();
  for (const name of await readdir(directory)) {
    const file = await open(join(directory, name), 'r+');
    const at = (await file.readFile()).indexOf('damaged-one');
    if (at >= 0) await file.write(Buffer.from('DAMAGED'), 0, 7, at);
    await file.close();
  }
}

function keyOf(place: Place): string {
  return String(PLACES[place]).repeat(16);
}

function newId(): string {
  return randomUUID().replaceAll('-', '');
}

function envelope(event: object, id = newId()): string {
  return `{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(event)}`;
}

function thrownIn(filename: string): object {
  const frames = [{ filename, function: 'f', lineno: 1 }];
  return { exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames } }] } };
}

type Options = { readonly key?: string; readonly encoding?: string; readonly agent?: string };

async function post(place: Place, body: string, options: Options = {}): Promise<number> {
  const { key = keyOf(place), encoding, agent = 'sentry.javascript/9' } = options;
  const query = key === '' ? '' : `?sentry_key=${key}`;
  const answer = await fetch(`${running.url}/api/${PLACES[place]}/envelope/${query}`, {
    method: 'POST',
    body,
    headers: { 'user-agent': agent, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) },
  });
  return answer.status;
}

function sendEvent(place: Place, event: object = {}, id = newId()): Promise<number> {
  return post(place, envelope(event, id));
}

async function sendTwice(place: Place): Promise<void> {
  expect([await sendEvent(place), await sendEvent(place)]).toEqual([200, 429]);
}

function sendItems(...items: string[]): Promise<number> {
  return post('plain', ['{}', ...items].join('\n'));
}

function unavailable(code: 'journal_failed'): () => Promise<never> {
  return () => Promise.reject(new BugSageError({ kind: 'unavailable', code, message: 'No.' }));
}

/** A receiver whose journal nobody reads, so that it fills, or whose surroundings fail. */
async function refusedBy(
  replaced: NonNullable<Parameters<typeof startCollector>[1]>,
  how: 'fill' | 'stop' | 'once' = 'once',
): Promise<void> {
  const collector = await startCollector('node', replaced);
  if (how === 'stop') collector.receiverStop();
  const url = `${collector.url}/api/${MAIN_PROJECT}/envelope/?sentry_key=${MAIN_KEY}`;
  const body = envelope(how === 'fill' ? { message: 'm', extra: { a: 'a'.repeat(1_000_000) } } : {});
  let status = 200;
  for (let count = 0; count < 100 && status === 200; count += 1)
    ({ status } = await fetch(url, { method: 'POST', body }));
  expect(status).toBeGreaterThanOrEqual(500);
  refusals.push(...collector.takeDrops().map(([reason]) => reason as DropReason));
  await collector.stop();
}
