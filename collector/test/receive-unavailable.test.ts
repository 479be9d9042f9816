import { BugSageError } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { ONE_EVENT } from './receive-client.ts';
import { KEY, PROJECT, startCollector } from './start-collector.ts';

const noDatabase = (): Promise<never> => Promise.reject(new Error('connection refused'));
const defect = (): never => {
  throw new TypeError('a defect');
};

describe.each(['uws', 'node'] as const)('a collector that cannot keep events, on %s', (adapter) => {
  test.each(['journal_full', 'journal_failed'] as const)(
    'answers 503 when appends fail with %s',
    async (code) => {
      const append = () => Promise.reject(new BugSageError({ kind: 'unavailable', code, message: 'No.' }));
      const collector = await startCollector(adapter, { append });
      const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
      const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
      expect(collector.takeDrops()).toEqual([[code, 1, PROJECT]]);
      await collector.stop();
    },
  );

  test('answers nothing until the append has resolved', async () => {
    const order: string[] = [];
    let finish: (() => void) | undefined;
    const append = () =>
      new Promise<void>((resolve) => {
        finish = () => {
          order.push('durable');
          resolve();
        };
      });
    const collector = await startCollector(adapter, { append });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answering = fetch(url, { method: 'POST', body: ONE_EVENT }).then((answer) =>
      order.push(`${answer.status}`),
    );
    await expect.poll(() => finish).toBeTypeOf('function');
    // Other requests come and go meanwhile, so an early answer would be here by now.
    for (let turn = 0; turn < 5; turn += 1) await fetch(`${collector.url}/live`);
    expect(order).toEqual([]);
    finish?.();
    await answering;
    expect(order).toEqual(['durable', '200']);
    await collector.stop();
  });

  test('answers 503 when keys cannot be looked up', async () => {
    const collector = await startCollector(adapter, { findIngestKey: noDatabase });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('connection refused');
    expect(collector.takeDrops()).toEqual([['overloaded', 1, null]]);
    await collector.stop();
  });

  test('answers 503 while it stops, and still tells its health', async () => {
    const collector = await startCollector(adapter);
    collector.receiverStop();
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect([answer.status, (await fetch(`${collector.url}/live`)).status]).toEqual([503, 200]);
    expect((await fetch(`${collector.url}/ready`)).status).toBe(503);
    expect(collector.takeDrops()).toEqual([['shutting_down', 1, null]]);
    await collector.stop();
  });

  test('answers 503 when it has too much to do, and says for how long, never in step', async () => {
    const draws = [0, 0.5, 1];
    const collector = await startCollector(adapter, {
      refusal: () => new BugSageError({ kind: 'unavailable', code: 'overloaded', message: 'Too late.' }),
      retryAfterSeconds: () => 100,
      random: () => draws.shift() ?? 0,
    });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    for (const seconds of ['80', '100', '120']) {
      const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, seconds]);
      expect(collector.takeDrops()).toEqual([['overloaded', 1, null]]);
    }
    await collector.stop();
  });

  test('answers 500 to its own defects, and goes on', async () => {
    const collector = await startCollector(adapter, { scrub: defect });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect([answer.status, (await fetch(`${collector.url}/live`)).status]).toEqual([500, 200]);
    expect(await answer.text()).not.toContain('a defect');
    await collector.stop();
  });
});
