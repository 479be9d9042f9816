import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import * as sdk from '@bugsage/sdk';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
  sdk.init({ dsn: collector.dsn, integrations: () => [] });
});

afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

const lostOf = (): Record<string, number>[] => collector.batches.map(({ lost }) => lost);

describe('transport', () => {
  it('posts one plain-text batch to the project, and flush answers true', async () => {
    for (let step = 0; step < 20; step += 1) sdk.captureMessage(`message ${step}`);
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.requests).toEqual(['POST /api/1/batch/']);
    expect(collector.batches[0]?.headers['content-type']).toBe('text/plain;charset=UTF-8');
    expect(collector.events()).toHaveLength(20);
  });

  it('sends by itself, without a flush', async () => {
    const id = sdk.captureException(new Error('by itself'));
    await collector.until(() => collector.batches.length > 0);
    expect(collector.events()).toMatchObject([{ event_id: id }]);
  });

  it('splits at 50 items, and no batch exceeds 60 kB', async () => {
    const blob = Array.from({ length: 8 }, () => 'y'.repeat(2000));
    for (let step = 0; step < 60; step += 1) sdk.captureMessage(`m${step}`, { extra: { blob, step } });
    // Twenty megabytes of JSON in all.
    expect(await sdk.flush(20_000)).toBe(true);
    expect(collector.events()).toHaveLength(60);
    for (const { text, events } of collector.batches) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
      expect(events.length).toBeLessThanOrEqual(50);
    }
  });

  it('counts repeats instead of sending them', async () => {
    const thrown = (): Error => new Error('the same line');
    const ids = Array.from({ length: 1000 }, () => sdk.captureException(thrown()));
    expect(new Set(ids).size).toBe(1);
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events()).toMatchObject([{ event_id: ids[0], _bugsage: { times_seen: 1000 } }]);
  });

  it('keeps events apart that differ in user or tags', async () => {
    const thrown = (): Error => new Error('the same line');
    for (const id of ['1', '2', '1']) sdk.captureException(thrown(), { user: { id } });
    expect(await sdk.flush(5000)).toBe(true);
    const seen = collector
      .events()
      .map(({ user, _bugsage: { times_seen: timesSeen } }) => [user?.['id'], timesSeen]);
    expect(seen).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
  });

  it('limits a storm of distinct errors and tells how many it left out', async () => {
    for (let step = 0; step < 150; step += 1) sdk.captureMessage(`distinct ${step}`);
    expect(await sdk.flush(5000)).toBe(true);
    const left = collector.events().length;
    expect(left).toBeGreaterThanOrEqual(100);
    expect(lostOf()[0]).toEqual({ rate_limited: 150 - left });
    expect(lostOf().slice(1)).toEqual(
      lostOf()
        .slice(1)
        .map(() => ({})),
    );
  });

  it.each([
    ['500', { status: 500 }],
    ['a reset connection', 'reset'],
    ['503 with Retry-After', { status: 503, headers: { 'Retry-After': '1' } }],
    ['429 with Retry-After', { status: 429, headers: { 'Retry-After': '1' } }],
    ['429 with X-Sentry-Rate-Limits', { status: 429, headers: { 'X-Sentry-Rate-Limits': '1:error:key' } }],
  ] as const)('tries again after %s and delivers once', async (_, answer) => {
    collector.answer(answer);
    const id = sdk.captureException(new Error('retried'));
    expect(await sdk.flush(10_000)).toBe(true);
    expect(collector.batches.length).toBeGreaterThanOrEqual(2);
    expect(collector.events()).toMatchObject([{ event_id: id }]);
  });

  it('sends nothing while it is asked to wait, and keeps what comes', async () => {
    collector.answer({ status: 429, headers: { 'Retry-After': '60' } });
    sdk.captureException(new Error('first'));
    expect(await sdk.flush(5000)).toBe(false);
    for (let step = 0; step < 20; step += 1) sdk.captureException(new Error(`more ${step}`));
    expect(await sdk.flush(5000)).toBe(false);
    expect(collector.requests).toHaveLength(1);
  });

  it('holds messages as well while errors are limited: they are of one category', async () => {
    collector.answer({ status: 200, headers: { 'X-Sentry-Rate-Limits': '60:error:key' } });
    sdk.captureException(new Error('announces the limit'));
    expect(await sdk.flush(5000)).toBe(true);
    sdk.captureMessage('held');
    expect(await sdk.flush(5000)).toBe(false);
    expect(collector.events()).toHaveLength(1);
  });

  it('still sends errors while only sessions are limited', async () => {
    collector.answer({ status: 429, headers: { 'X-Sentry-Rate-Limits': '60:session:key' } });
    sdk.captureException(new Error('announces the limit'));
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events()).toHaveLength(1);
  });

  it('drops what is refused, says so, and tells the server with the next batch', async () => {
    collector.answer({ status: 400 });
    sdk.captureMessage('refused');
    expect(await sdk.flush(5000)).toBe(false);
    sdk.captureMessage('accepted');
    expect(await sdk.flush(5000)).toBe(true);
    expect(lostOf()).toEqual([{}, { refused: 1 }]);
  });

  it('answers false in time when the server is silent', async () => {
    collector.answer('silence');
    sdk.captureMessage('never answered');
    expect(await sdk.flush(300)).toBe(false);
  });

  it('answers false when nobody listens, and true once somebody does', async () => {
    sdk.init({ dsn: collector.dsn.replace(String(collector.port), '1'), integrations: () => [] });
    sdk.captureMessage('nobody');
    expect(await sdk.flush(200)).toBe(false);
  });

  it('sends one event that is too big without its extras', async () => {
    // Different everywhere, because equal values are sent once.
    const blob = (letter: string): string[] =>
      Array.from({ length: 9 }, (_, at) => `${at}${letter.repeat(2000)}`);
    const error = Object.assign(
      new Error('big', { cause: Object.assign(new Error('below'), { c: blob('c') }) }),
      {
        p: blob('p'),
      },
    );
    const contexts = { a: { blob: blob('a') } };
    for (const letter of 'defghijklmno') sdk.addBreadcrumb({ category: 'c', data: { b: blob(letter) } });
    const id = sdk.captureException(error, { extra: { x: blob('x') }, contexts, tags: { kept: 'yes' } });
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events()).toMatchObject([{ event_id: id, tags: { kept: 'yes' } }]);
    expect(collector.events()[0]).not.toHaveProperty('extra');
  });
});
