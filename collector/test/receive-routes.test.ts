import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ONE_EVENT, clientOf, expectNoOtherDrops } from './receive-client.ts';
import { type Collector, PROJECT, startCollector } from './start-collector.ts';

describe.each(['uws', 'node'] as const)('the paths of the collector on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { post, postEnvelope, send } = clientOf(() => collector);

  test('answers preflight requests', async () => {
    const { status, headers } = await send(`/api/${PROJECT}/store/`, { method: 'OPTIONS' });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    expect(headers.get('access-control-allow-headers')).toContain('x-sentry-auth');
    expect(headers.get('access-control-max-age')).toBe('3600');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('lets browsers read answers and refusals', async () => {
    const answers = [await postEnvelope(ONE_EVENT), await post(`/api/${PROJECT}/envelope/`, ONE_EVENT)];
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-expose-headers')).toContain('x-sentry-rate-limits');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    expect(collector.takeDrops()).toEqual([['missing_key', 1, null]]);
  });

  test('says which methods a path takes', async () => {
    const answer = await send(`/api/${PROJECT}/envelope/`, { method: 'PUT', body: 'x' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect((await send('/live', { method: 'DELETE' })).status).toBe(405);
  });

  test.each(['live', 'ready', 'health', 'metrics'])('asks the process for /%s', async (name) => {
    expect(await send(`/${name}`)).toMatchObject({ status: 200, body: name });
    expect(await send(`/${name}`, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  test.each(['/', '/api/', '/api/42/', '/api/42/unknown/', '/live/x'])('has nothing at %s', async (path) => {
    expect((await send(path)).status).toBe(404);
  });
});
