// oxlint-disable no-console -- the console is one of the things that are wrapped and restored here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import * as sdk from '@bugsage/sdk';
import type { InitOptions } from '@bugsage/sdk';
import type { SentryEventJson } from '@bugsage/core/batch';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});

afterEach(async () => {
  await sdk.close(0);
  await collector.close();
  vi.restoreAllMocks();
});

function start(options: Partial<InitOptions> = {}): void {
  sdk.init({ dsn: collector.dsn, ...options });
}

async function delivered(): Promise<SentryEventJson[]> {
  expect(await sdk.flush(5000)).toBe(true);
  return collector.events();
}

describe('capture', () => {
  it('tells release, environment, runtime, user, tags and contexts', async () => {
    start({ release: 'shop@1', environment: 'staging', tags: { team: 'pay' } });
    sdk.setUser({ id: 7, email: 'a@b.test' });
    sdk.setTag('area', 'cart');
    sdk.setContext('cart', { items: 2, password: 'x' });
    sdk.captureMessage('hello', 'warning');
    expect(await delivered()).toMatchObject([
      {
        platform: 'node',
        level: 'warning',
        message: 'hello',
        release: 'shop@1',
        environment: 'staging',
        sdk: { name: 'bugsage.javascript.node' },
        user: { id: 7, email: 'a@b.test' },
        tags: { team: 'pay', area: 'cart' },
        contexts: {
          cart: { items: 2, password: '[filtered]' },
          runtime: { name: 'node', version: process.version },
        },
      },
    ]);
    sdk.setUser(null);
  });

  it('takes a text for the id of a user', async () => {
    start();
    sdk.setUser('ann' as never);
    sdk.captureMessage('m');
    expect(await delivered()).toMatchObject([{ user: { id: 'ann' } }]);
    sdk.setUser(null);
  });

  it('sends chain, properties and source lines of in-app frames', async () => {
    start();
    const error = Object.assign(new TypeError('top', { cause: new Error('below') }), { orderId: 9 });
    sdk.captureException(error);
    const [event] = await delivered();
    expect(event?.exception?.values).toMatchObject([
      {
        type: 'Error',
        value: 'below',
        mechanism: { type: 'chained', exception_id: 1, parent_id: 0, source: 'cause' },
      },
      {
        type: 'TypeError',
        value: 'top',
        mechanism: { type: 'generic', handled: true, data: { orderId: 9 } },
      },
    ]);
    const frame = event?.exception?.values[1]?.stacktrace?.frames.at(-1);
    expect(frame).toMatchObject({ in_app: true, filename: import.meta.filename });
    expect(frame?.context_line).toContain("new TypeError('top'");
    expect(frame?.pre_context).toHaveLength(3);
    expect(frame?.post_context).toHaveLength(3);
  });

  it('makes one event of an error that is captured twice, frozen or not', async () => {
    start();
    const error = Object.freeze(new Error('twice'));
    const id = sdk.captureException(error);
    expect(sdk.captureException(error)).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await delivered()).toMatchObject([{ event_id: id, _bugsage: { times_seen: 1 } }]);
  });

  it('keeps scopes apart across asynchronous work', async () => {
    start();
    const work = (name: string): Promise<void> =>
      sdk.withScope(async (scope) => {
        scope.setTag('job', name);
        sdk.addBreadcrumb({ message: name });
        await new Promise(setImmediate);
        sdk.captureMessage(`in ${name}`);
      });
    await Promise.all([work('a'), work('b')]);
    sdk.captureMessage('outside');
    const seen = (await delivered()).map(({ message, tags, breadcrumbs }) => [
      message,
      tags?.['job'],
      breadcrumbs?.length,
    ]);
    expect(seen).toEqual([
      ['in a', 'a', 1],
      ['in b', 'b', 1],
      ['outside', undefined, undefined],
    ]);
  });
});

describe('beforeSend and sampling', () => {
  it('may change an event; what it makes is bounded and stays valid', async () => {
    start({
      beforeSend(event) {
        event.tags['added'] = 'yes';
        event.message = 'x'.repeat(100_000);
        event.extra['self'] = event;
        return event;
      },
    });
    sdk.captureMessage('m');
    const [event] = await delivered();
    expect(event?.tags).toMatchObject({ added: 'yes' });
    expect(event?.extra).toEqual({ self: '[circular]' });
    expect(event?.message).toHaveLength(2048);
  });

  it.each([
    ['answers null', (): null => null],
    [
      'throws',
      (): null => {
        throw new Error('filter failed');
      },
    ],
    ['answers nonsense', (): null => ({ exceptions: 5 }) as unknown as null],
  ])('drops and counts an event when it %s', async (_, beforeSend) => {
    start({ beforeSend });
    expect(sdk.captureException(new Error('dropped'))).toBeUndefined();
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.batches).toMatchObject([{ events: [], lost: { before_send: 1 } }]);
  });

  it('keeps nothing at rate 0, and counts it', async () => {
    start({ sampleRate: 0 });
    sdk.captureMessage('a');
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.batches).toMatchObject([{ events: [], lost: { sampled: 1 } }]);
  });
});

describe('breadcrumbs', () => {
  it('notes console and fetch, without secrets, and not its own requests', async () => {
    const printed = vi.spyOn(console, 'info').mockReturnValue();
    start();
    collector.pages.set('/data', { type: 'text/plain', body: 'no', status: 503 });
    console.info('loaded', { items: 2 }, new RangeError('odd'));
    await fetch(`${collector.origin}/data?token=SECRET&page=2`, { method: 'PUT' });
    await expect(fetch('http://127.0.0.1:1/gone')).rejects.toThrow('fetch failed');
    sdk.captureMessage('m');
    const [event] = await delivered();
    expect(event?.breadcrumbs).toMatchObject([
      { category: 'console', level: 'info', message: 'loaded {"items":2} RangeError: odd' },
      {
        category: 'fetch',
        level: 'error',
        data: { method: 'PUT', url: `${collector.origin}/data?token=[filtered]&page=2`, status_code: 503 },
      },
      { category: 'fetch', level: 'error', data: { method: 'GET', url: 'http://127.0.0.1:1/gone' } },
    ]);
    expect(JSON.stringify(event)).not.toContain('SECRET');
    expect(printed).toHaveBeenCalledExactlyOnceWith('loaded', { items: 2 }, new RangeError('odd'));
  });
});

describe('init', () => {
  it('takes a release from its build, unless it is told one', async () => {
    const world = globalThis as { SENTRY_RELEASE?: { id: string } };
    world.SENTRY_RELEASE = { id: 'built@1' };
    try {
      start();
      sdk.captureMessage('m');
      await sdk.close(5000);
      start({ release: 'told@1' });
      sdk.captureMessage('m');
      await sdk.close(5000);
    } finally {
      delete world.SENTRY_RELEASE;
    }
    expect(collector.events().map(({ release }) => release)).toEqual(['built@1', 'told@1']);
  });
});

describe('init and close', () => {
  it('restores everything, and a second init wraps only once', async () => {
    const originals = { fetch: globalThis.fetch, log: console.log, error: console.error };
    const listeners = (): number[] =>
      ['uncaughtExceptionMonitor', 'exit', 'beforeExit'].map((name) => process.listenerCount(name));
    const before = listeners();
    start();
    start();
    expect(globalThis.fetch).not.toBe(originals.fetch);
    expect(listeners()).toEqual(before.map((count) => count + 1));
    await sdk.close(1000);
    expect({ fetch: globalThis.fetch, log: console.log, error: console.error }).toEqual(originals);
    expect(globalThis.fetch).toBe(originals.fetch);
    expect(listeners()).toEqual(before);
    expect(sdk.captureException(new Error('after close'))).toBeUndefined();
  });

  it('delivers on close', async () => {
    start();
    const id = sdk.captureMessage('last words');
    expect(await sdk.close(5000)).toBe(true);
    expect(collector.events()).toMatchObject([{ event_id: id }]);
  });

  it.each([undefined, '', 'nonsense'])('stays silent with DSN %j', async (dsn) => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    sdk.init({ dsn });
    expect(warned).toHaveBeenCalledTimes(dsn ? 1 : 0);
    expect(sdk.captureException(new Error('x'))).toBeUndefined();
    expect(await sdk.flush(10)).toBe(true);
  });

  it('never throws, whatever it is given', () => {
    start();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const value of [
      proxy,
      undefined,
      null,
      5,
      Symbol('s'),
      () => 1,
      {
        get message() {
          throw new Error('no');
        },
      },
    ]) {
      const hostile = value as never;
      sdk.captureException(hostile, hostile);
      sdk.captureMessage(hostile, hostile);
      sdk.addBreadcrumb(hostile);
      sdk.setUser(hostile);
      sdk.setTag(hostile, hostile);
      sdk.setTags(hostile);
      sdk.setContext('c', hostile);
    }
    sdk.setUser(null);
    expect(sdk.captureMessage('still alive')).toMatch(/^[0-9a-f]{32}$/);
  });
});
