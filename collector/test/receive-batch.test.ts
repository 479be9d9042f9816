import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ID, OTHER_ID, clientOf, envelope, expectNoOtherDrops } from './receive-client.ts';
import { type Collector, KEY, OTHER_KEY, PROJECT, startCollector } from './start-collector.ts';

describe.each(['uws', 'node'] as const)('a batch of our SDK on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { kept, post } = clientOf(() => collector);

  const header = {
    v: 1,
    k: KEY,
    sdk: ['bugsage.javascript', '0.1.0'],
    p: 'javascript',
    at: 1_700_000_000_000,
    lost: { sampled: 2 },
    t: ['TypeError', 'x is undefined', 'at pay (https://shop.test/a.js:1:2)'],
  };

  test.each([false, true])('becomes its events, with their repeats (gzip: %s)', async (zipped) => {
    const text = envelope(header, event(ID, { r: [9, 1] }), event(OTHER_ID), ['future', 1]);
    const body = zipped ? new Uint8Array(gzipSync(text)) : text;
    const { answer, events } = await kept(() => post(`/api/${PROJECT}/batch/`, body));
    expect([answer.status, answer.body]).toEqual([200, `{"id":"${ID}"}`]);
    const seen = events.map(({ event_id, source, sent_at, times_seen }) => [
      event_id,
      source,
      sent_at,
      times_seen,
    ]);
    expect(seen).toEqual([
      [ID, 'sdk', header.at, 10],
      [OTHER_ID, 'sdk', header.at, 1],
    ]);
    const frames = [{ filename: 'https://shop.test/a.js', function: 'pay', lineno: 1, colno: 2 }];
    expect(events[0]?.payload).toMatchObject({
      exception: { values: [{ type: 'TypeError', stacktrace: { frames } }] },
    });
    expect(events[0]?.payload).not.toHaveProperty('_bugsage');
    expect(events[0]?.remote_address).toBeNull();
    expect(collector.takeLosses()).toEqual([{ reason: 'sampled', quantity: 2, projectId: PROJECT }]);
    expect(collector.takeDrops()).toEqual([['unknown_item', 1, PROJECT]]);
  });

  test('names the files whose maps are found by an id', async () => {
    const id = 'b6ae9a2b-4a6b-4bd3-8d8a-3c2f4a9d0c11';
    const known = { ...header, t: [...header.t, { [id]: 'https://shop.test/a.js' }], lost: {} };
    const { events } = await kept(() =>
      post(`/api/${PROJECT}/batch/`, envelope(known, event(ID, { d: header.t.length }))),
    );
    expect(events[0]?.payload).toMatchObject({
      debug_meta: { images: [{ type: 'sourcemap', code_file: 'https://shop.test/a.js', debug_id: id }] },
    });
  });

  test.each([
    ['another version', { ...header, v: 2 }, 415, 'invalid_envelope'],
    ['no JSON', 'hello', 400, 'invalid_envelope'],
    ['an unknown key', { ...header, k: 'e'.repeat(32) }, 401, 'unknown_key'],
    ['a key of another project', { ...header, k: OTHER_KEY }, 403, 'wrong_project'],
    ['a key that is none', { ...header, k: 'x' }, 400, undefined],
  ])('is refused with %s', async (_name, first, status, reason) => {
    const { answer, events } = await kept(() => post(`/api/${PROJECT}/batch/`, envelope(first, event(ID))));
    expect([answer.status, events]).toEqual([status, []]);
    const [drop] = collector.takeDrops();
    expect(drop?.[0]).toBe(reason ?? drop?.[0]);
  });
});

function event(id: string, detail = {}): unknown[] {
  return ['e', id, 5, null, [[0, 1, [2]]], detail];
}
