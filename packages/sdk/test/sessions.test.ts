import type { DecodedSessions } from '@bugsage/core/batch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import * as sdk from '@bugsage/sdk';
import type { InitOptions } from '@bugsage/sdk';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

/** Without the scopes of requests: the collector runs in this process, and what it is asked would be sessions too. */
function start(options: Partial<InitOptions> = {}): void {
  sdk.init({
    dsn: collector.dsn,
    release: 'shop@1',
    integrations: (defaults) => [...defaults.filter(({ name }) => name !== 'requestScopes'), sdk.sessions()],
    ...options,
  });
}

/** The last word about each, as the server keeps it. */
async function told(): Promise<DecodedSessions[]> {
  expect(await sdk.flush(5000)).toBe(true);
  const all = collector.batches.flatMap(({ sessions }) => sessions);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

async function toldCounts(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { counts } of await told())
    for (const [state, count] of Object.entries(counts)) sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

const fail = (message: string, handled = true): unknown =>
  sdk.captureException(new Error(message), { mechanism: { type: 'test', handled } });

describe('sessions of calls', () => {
  it('are counted by the minute, with the worst that each met', async () => {
    start({ environment: 'staging' });
    sdk.withSession(() => undefined);
    sdk.withSession(() => sdk.captureMessage('no error', 'fatal'));
    sdk.withSession(() => fail('handled'));
    await sdk.withSession(async () => {
      await new Promise(setImmediate);
      fail('later', false);
      fail('after it');
    });
    fail('outside of them', false);
    const sessions = await told();
    expect(sessions.map(({ startedAt }) => startedAt % 60_000)).toEqual(sessions.map(() => 0));
    expect(await toldCounts()).toEqual({ exited: 2, errored: 1, crashed: 1 });
    expect(collector.batches[0]?.header).toMatchObject({ release: 'shop@1', environment: 'staging' });
  });

  it('meet every error that happened, also repeats and what is not sent for its number', async () => {
    start({ sampleRate: 0 });
    for (let step = 0; step < 3; step += 1) sdk.withSession(() => fail('the same', false));
    expect(await toldCounts()).toEqual({ crashed: 3 });
    start();
    for (let step = 0; step < 150; step += 1) sdk.withSession(() => fail(`distinct ${step}`));
    for (let step = 0; step < 3; step += 1) sdk.withSession(() => fail('repeated'));
    expect(await toldCounts()).toEqual({ crashed: 3, errored: 153 });
  });

  it('do not meet what the application does not want to hear of', async () => {
    start({ ignoreErrors: ['ignored'], beforeSend: (event) => (event.tags['noise'] ? null : event) });
    sdk.withSession(() => fail('ignored', false));
    sdk.withSession(() => {
      sdk.setTag('noise', true);
      fail('dropped', false);
    });
    expect(await toldCounts()).toEqual({ exited: 2 });
  });

  it('crash when an error that was reported is not caught after all', async () => {
    start();
    sdk.withSession(() => {
      const error = new Error('thrown on');
      sdk.captureException(error);
      sdk.captureException(error, { mechanism: { type: 'test', handled: false } });
    });
    expect(await toldCounts()).toEqual({ crashed: 1 });
    expect(collector.events()).toHaveLength(1);
  });

  it('may be jobs, of which each ends when its promise does', async () => {
    start();
    const job = sdk.withSession(async () => {
      await new Promise(setImmediate);
      fail('in a job');
      return 'done';
    });
    expect(await toldCounts()).toEqual({});
    expect(await job).toBe('done');
    expect(() =>
      sdk.withSession(() => {
        throw new RangeError('not reported');
      }),
    ).toThrow('not reported');
    expect(await toldCounts()).toEqual({ errored: 1, exited: 1 });
  });

  it('that were told once are not counted again by another try', async () => {
    start();
    collector.answer('reset');
    sdk.withSession(() => undefined);
    await sdk.flush(1000);
    sdk.withSession(() => undefined);
    expect(await toldCounts()).toEqual({ exited: 2 });
    const ids = collector.batches.flatMap(({ sessions }) => sessions.map(({ id }) => id));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('wait a minute for company, and go with the last flush', async () => {
    start();
    sdk.withSession(() => undefined);
    fail('sent before');
    await collector.until(() => collector.events().length === 1);
    expect(collector.batches.flatMap(({ sessions }) => sessions)).toEqual([]);
    expect(await sdk.close(5000)).toBe(true);
    expect(collector.batches.at(-1)?.sessions).toMatchObject([{ counts: { exited: 1 } }]);
  });
});

describe('the session of a program', () => {
  it('is told with an error, with its user, and when the SDK is closed', async () => {
    start();
    sdk.setUser({ id: 7, email: 'ann@shop.test' });
    expect(await told()).toEqual([]);
    fail('handled');
    expect(await told()).toMatchObject([{ counts: { errored: 1 }, user: '7' }]);
    fail('another');
    await told();
    fail('uncaught', false);
    expect(await sdk.close(5000)).toBe(true);
    const rows = collector.batches.flatMap(({ sessions }) => sessions);
    expect(rows.map(({ counts }) => counts)).toEqual([{ errored: 1 }, { crashed: 1 }]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    sdk.setUser(null);
  });

  it('is none without a release, nor where the program is a server', async () => {
    start({ release: undefined });
    fail('no release');
    sdk.withSession(() => undefined);
    expect(await sdk.close(5000)).toBe(true);
    start();
    sdk.withSession(() => undefined);
    expect(await sdk.close(5000)).toBe(true);
    const rows = collector.batches.flatMap(({ sessions }) => sessions);
    expect(rows.map(({ counts }) => counts)).toEqual([{ exited: 1 }]);
  });

  it('leaves no listener behind', async () => {
    const names = ['beforeExit', 'exit'] as const;
    const before = names.map((name) => process.listenerCount(name));
    start();
    start();
    expect(names.map((name) => process.listenerCount(name))).toEqual(before.map((count) => count + 2));
    await sdk.close(1000);
    expect(names.map((name) => process.listenerCount(name))).toEqual(before);
  });

  it('counts a session that is lost as no lost event', async () => {
    start();
    collector.answer({ status: 400 });
    sdk.withSession(() => undefined);
    await sdk.flush(1000);
    fail('after it');
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.batches.map(({ lost }) => lost)).toEqual([{}, {}]);
  });
});
