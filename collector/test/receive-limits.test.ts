import { inboundFiltersSchema } from '@bugsage/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createFilter } from '../src/filter/index.ts';
import { createQuota } from '../src/limit/index.ts';
import { clientOf, envelope, EVENT, expectNoOtherDrops, ID, ONE_EVENT } from './receive-client.ts';
import { type Collector, KEY, OTHER_KEY, PROJECT, startCollector } from './start-collector.ts';

const PER_MINUTE = 10;
const HEADER = '6:error:project:project_quota';

describe.each(['uws', 'node'] as const)('limits of a request on %s', (adapter) => {
  let collector: Collector;
  // The clock stands still, so that nothing refills while requests run.
  let now = 0;
  beforeAll(async () => {
    const filters = inboundFiltersSchema.parse({ rules: [{ field: 'message', glob: 'noise*' }] });
    collector = await startCollector(adapter, {
      quota: createQuota({
        settingsOf: () => undefined,
        defaults: { key: 0, project: PER_MINUTE, organization: 0 },
        now: () => now,
      }),
      filter: createFilter(() => filters),
    });
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { kept, post, postEnvelope } = clientOf(() => collector);
  const oneEvent = () => kept(() => postEnvelope(ONE_EVENT));
  const refill = (events: number) => (now += (events * 60_000) / PER_MINUTE);
  const exhaust = async () => {
    refill(PER_MINUTE);
    const ids = Array.from({ length: PER_MINUTE }, (_, index) => index.toString(16).padStart(32, '1'));
    await post(`/api/${PROJECT}/batch/`, batch(ids));
  };

  test('64 requests too many at once pass nothing above the limit', async () => {
    refill(PER_MINUTE);
    const answers = await Promise.all(Array.from({ length: PER_MINUTE + 64 }, () => postEnvelope(ONE_EVENT)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(PER_MINUTE);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(64);
    for (const { headers } of refused)
      expect([headers.get('x-sentry-rate-limits'), headers.get('retry-after')]).toEqual([HEADER, '6']);
    expect(collector.takeDrops()).toHaveLength(64);
    const elsewhere = await post(`/api/7/envelope/?sentry_key=${OTHER_KEY}`, ONE_EVENT);
    expect([elsewhere.status, elsewhere.headers.get('x-sentry-rate-limits')]).toEqual([200, null]);
  });

  test('a batch passes in part, and is refused when nothing passes', async () => {
    await exhaust();
    refill(2);
    const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
    const { answer, events } = await kept(() => post(`/api/${PROJECT}/batch/`, batch(ids, { sampled: 1 })));
    expect([answer.status, events.length, answer.headers.get('x-sentry-rate-limits')]).toEqual([
      200,
      2,
      HEADER,
    ]);
    expect(collector.takeLosses()).toHaveLength(1);
    const refused = await post(`/api/${PROJECT}/batch/`, batch(ids, { sampled: 1 }));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
    // It will come again, and bring its losses.
    expect(collector.takeLosses()).toEqual([]);
    expect(collector.takeDrops()).toEqual(
      Array.from({ length: 4 }, () => ['rate_limited_project', 1, PROJECT]),
    );
  });

  test('the store endpoint is refused before anything is read', async () => {
    await exhaust();
    const refused = await post(`/api/${PROJECT}/store/?sentry_key=${KEY}`, 'not even JSON');
    expect([refused.status, refused.headers.get('x-sentry-rate-limits')]).toEqual([429, HEADER]);
    expect(collector.takeDrops()).toEqual([['rate_limited_project', 1, PROJECT]]);
  });

  test('client reports and other items have no quota', async () => {
    await exhaust();
    const report = [{ type: 'client_report' }, { discarded_events: [] }];
    const alone = await postEnvelope(envelope({}, ...report));
    const beside = await postEnvelope(envelope({}, ...report, { type: 'event' }, EVENT));
    const session = await postEnvelope(envelope({}, { type: 'span' }, {}));
    expect(
      [alone, beside, session].map(({ status, headers }) => [status, headers.get('x-sentry-rate-limits')]),
    ).toEqual([
      [200, null],
      [200, HEADER],
      [200, null],
    ]);
    const reasons = collector.takeDrops().map(([reason]) => reason);
    expect(reasons).toEqual(['rate_limited_project', 'unsupported_item']);
  });

  test('filtered and unreadable events take nothing from the quota', async () => {
    await exhaust();
    refill(1);
    const noise = envelope({ event_id: ID }, { type: 'event' }, { message: 'noise of browsers' });
    const { answer, events } = await kept(() => postEnvelope(noise));
    expect([answer.status, answer.body, events]).toEqual([200, `{"id":"${ID}"}`, []]);
    expect((await postEnvelope(envelope({}, { type: 'event' }, '{"half'))).status).toBe(200);
    expect((await oneEvent()).events).toHaveLength(1);
    expect((await oneEvent()).answer.status).toBe(429);
    const reasons = collector.takeDrops().map(([reason]) => reason);
    expect(reasons).toEqual(['filtered_rule', 'invalid_json', 'rate_limited_project']);
  });
});

function batch(ids: readonly string[], lost: Record<string, number> = {}): string {
  const header = { v: 1, k: KEY, sdk: ['bugsage.javascript', '0.1.0'], p: 'javascript', at: 0, lost };
  const events = ids.map((id) => ['e', id, 5, null, [[0, 1, []]], {}]);
  return envelope({ ...header, t: ['TypeError', 'x is undefined'] }, ...events);
}
