import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EVENT, ID, ONE_EVENT, clientOf, envelope, expectNoOtherDrops } from './receive-client.ts';
import {
  type Collector,
  DISABLED_KEY,
  KEY,
  OTHER_KEY,
  PROJECT,
  SECOND_KEY,
  startCollector,
} from './start-collector.ts';

describe.each(['uws', 'node'] as const)('authentication on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { kept, post } = clientOf(() => collector);

  test.each([
    ['query', `/api/${PROJECT}/envelope/?sentry_key=${KEY}`, {}],
    [
      'header',
      `/api/${PROJECT}/envelope/`,
      { 'x-sentry-auth': `Sentry sentry_key=${KEY}, sentry_version=7` },
    ],
    ['authorization', `/api/${PROJECT}/envelope/`, { authorization: `Sentry sentry_key=${KEY}` }],
    ['no final slash', `/api/${PROJECT}/envelope?sentry_key=${KEY}`, {}],
    ['many slashes', `//api//${PROJECT}//envelope//?sentry_key=${KEY}`, {}],
  ])('by %s', async (_name, path, headers) => {
    const { answer, events } = await kept(() => post(path, ONE_EVENT, headers));
    expect([answer.status, events.length]).toEqual([200, 1]);
  });

  test.each(['http', 'https'])('by the DSN of the envelope (%s)', async (scheme) => {
    const dsn = `${scheme}://${KEY}@elsewhere.example/${PROJECT}`;
    const body = envelope({ event_id: ID, dsn }, { type: 'event' }, EVENT);
    const direct = await kept(() => post(`/api/${PROJECT}/envelope/`, body));
    expect([direct.answer.status, direct.events.length]).toEqual([200, 1]);
    const tunnelled = await kept(() => post('/api/tunnel/', body));
    expect([tunnelled.answer.status, tunnelled.events[0]?.project_id]).toEqual([200, PROJECT]);
  });

  test('by the request before the DSN of the envelope, when both are of the project', async () => {
    const body = envelope({ dsn: `http://${SECOND_KEY}@h/${PROJECT}` }, { type: 'event' }, EVENT);
    const { answer, events } = await kept(() => post(`/api/${PROJECT}/envelope/?sentry_key=${KEY}`, body));
    expect([answer.status, events[0]?.ingest_key]).toEqual([200, KEY]);
  });

  test.each([
    ['no key', `/api/${PROJECT}/envelope/`, ONE_EVENT, 401, 'missing_key'],
    [
      'an unknown key',
      `/api/${PROJECT}/envelope/?sentry_key=${'e'.repeat(32)}`,
      ONE_EVENT,
      401,
      'unknown_key',
    ],
    [
      'an unknown key and project',
      `/api/999/envelope/?sentry_key=${'e'.repeat(32)}`,
      ONE_EVENT,
      401,
      'unknown_key',
    ],
    [
      'a key of another project',
      `/api/${PROJECT}/envelope/?sentry_key=${OTHER_KEY}`,
      ONE_EVENT,
      403,
      'wrong_project',
    ],
    [
      'a disabled key',
      `/api/${PROJECT}/envelope/?sentry_key=${DISABLED_KEY}`,
      ONE_EVENT,
      403,
      'disabled_key',
    ],
    [
      'a key in capitals',
      `/api/${PROJECT}/envelope/?sentry_key=${KEY.toUpperCase()}`,
      ONE_EVENT,
      400,
      'invalid_request',
    ],
    [
      'protocol version 8',
      `/api/${PROJECT}/envelope/?sentry_key=${KEY}&sentry_version=8`,
      ONE_EVENT,
      400,
      'invalid_request',
    ],
    ['a project in words', `/api/shop/envelope/?sentry_key=${KEY}`, ONE_EVENT, 400, 'invalid_request'],
    [
      'a project with leading zero',
      `/api/042/envelope/?sentry_key=${KEY}`,
      ONE_EVENT,
      400,
      'invalid_request',
    ],
    [
      'a DSN of another project beside the key',
      `/api/${PROJECT}/envelope/?sentry_key=${KEY}`,
      envelope({ dsn: `http://${OTHER_KEY}@h/7` }, { type: 'event' }, EVENT),
      403,
      'wrong_project',
    ],
    ['a tunnel without DSN', '/api/tunnel/', ONE_EVENT, 401, 'missing_key'],
    [
      'a tunnel whose DSN names another project',
      '/api/tunnel/',
      envelope({ dsn: `http://${KEY}@h/7` }, { type: 'event' }, EVENT),
      403,
      'wrong_project',
    ],
  ])('refuses %s', async (_name, path, body, status, reason) => {
    const { answer, events } = await kept(() => post(path, body));
    expect([answer.status, events]).toEqual([status, []]);
    expect(collector.takeDrops()).toEqual([[reason, 1, null]]);
  });

  test('tells nobody which projects exist', async () => {
    const bodies = await Promise.all(
      [PROJECT, 7, 999].map(
        async (id) => (await post(`/api/${id}/envelope/?sentry_key=${'e'.repeat(32)}`, '{}')).body,
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(collector.takeDrops()).toHaveLength(3);
  });
});
