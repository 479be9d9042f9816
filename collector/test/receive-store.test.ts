import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EVENT, OTHER_ID, clientOf, expectNoOtherDrops } from './receive-client.ts';
import { type Collector, KEY, PROJECT, startCollector } from './start-collector.ts';

describe.each(['uws', 'node'] as const)('the store endpoint on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { kept, post, send } = clientOf(() => collector);

  const query = `?sentry_key=${KEY}&sentry_version=7`;
  test.each([
    ['JSON', `/api/${PROJECT}/store/${query}`, EVENT],
    ['JSON to the path without project', `/api/store/${query}`, EVENT],
    ['base64 of zlib', `/api/${PROJECT}/store/${query}`, deflateSync(EVENT).toString('base64')],
    ['base64', `/api/${PROJECT}/store/${query}`, Buffer.from(EVENT).toString('base64')],
    ['JSON behind white space', `/api/${PROJECT}/store/${query}`, `\ufeff \n${EVENT}`],
  ])('takes %s', async (_name, path, body) => {
    const { answer, events } = await kept(() => post(path, body));
    expect([answer.status, answer.body]).toEqual([200, `{"id":"${OTHER_ID}"}`]);
    expect(events.map(({ payload }) => payload['message'])).toEqual(['hello']);
  });

  test('takes the time of the client from the header', async () => {
    const auth = `Sentry sentry_key=${KEY}, sentry_timestamp=1700000000.5`;
    const { events } = await kept(() => post(`/api/${PROJECT}/store/`, EVENT, { 'x-sentry-auth': auth }));
    expect(events[0]?.sent_at).toBe(1_700_000_000_500);
  });

  test('takes an event in the query and answers a pixel', async () => {
    const data = encodeURIComponent(deflateSync(EVENT).toString('base64'));
    const { answer, events } = await kept(() => send(`/api/${PROJECT}/store/${query}&sentry_data=${data}`));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(answer.body.startsWith('GIF89a')).toBe(true);
    expect(events).toHaveLength(1);
  });

  test('accepts a transaction without keeping it', async () => {
    const { answer, events } = await kept(() =>
      post(`/api/${PROJECT}/store/${query}`, '{"type":"transaction"}'),
    );
    expect([answer.status, events]).toEqual([200, []]);
    expect(collector.takeDrops()).toEqual([['unsupported_item', 1, PROJECT]]);
  });

  test.each([
    ['nothing', '', 400, 'invalid_request'],
    ['null', 'null', 400, 'invalid_json'],
    ['a list', '[]', 400, 'invalid_json'],
    ['half an object', '{"a":', 400, 'invalid_json'],
    ['depth', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 400, 'too_deep'],
    ['more than a megabyte', `{"a":"${'a'.repeat(1_048_576)}"}`, 413, 'too_large'],
  ])('refuses %s', async (_name, body, status, reason) => {
    const { answer, events } = await kept(() => post(`/api/${PROJECT}/store/${query}`, body));
    expect([answer.status, events]).toEqual([status, []]);
    expect(collector.takeDrops()).toEqual([[reason, 1, null]]);
  });

  test('refuses no key and no data', async () => {
    expect((await post(`/api/${PROJECT}/store/`, EVENT)).status).toBe(401);
    expect((await send(`/api/${PROJECT}/store/${query}`)).status).toBe(400);
    expect(collector.takeDrops()).toEqual([
      ['missing_key', 1, null],
      ['invalid_request', 1, null],
    ]);
  });
});
