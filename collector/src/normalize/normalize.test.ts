import { userKey, type JsonObject, type NormalizedEvent, type ReceivedEvent } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { RECEIVED_AT, receivedOf } from '../../test/received-event.ts';
import { normalize } from './index.ts';

const of = (payload: JsonObject, fields: Partial<ReceivedEvent> = {}): NormalizedEvent =>
  normalize(receivedOf(payload, fields));
const errors = (event: NormalizedEvent): string[] => event.notes.map((note) => `${note.path} ${note.error}`);

test('an empty payload is an event', () => {
  expect(of({})).toMatchObject({
    platform: 'other',
    level: 'error',
    exceptions: [],
    message: null,
    user: null,
    notes: [],
  });
});

describe('time', () => {
  const second = 1000;
  test.each([
    ['2026-11-22T19:59:00Z', RECEIVED_AT - 60 * second],
    ['2026-11-22T19:59:00', RECEIVED_AT - 60 * second],
    ['2026-11-22 20:59:00.5+01:00', RECEIVED_AT - 59.5 * second],
    [RECEIVED_AT / 1000 - 60, RECEIVED_AT - 60 * second],
    [RECEIVED_AT - 60 * second, RECEIVED_AT - 60 * second],
    [1_795_376_655.072, 1_795_376_655_072],
  ])('%s', (timestamp, expected) => {
    expect(of({ timestamp }, { received_at: Math.max(RECEIVED_AT, expected) }).occurred_at).toBe(expected);
  });

  test.each([-1, 1e18, 'now', '+275760-09-13T00:00:00Z', '2026-13-01T00:00:00Z', [], {}, true])(
    '%j is our time',
    (timestamp) => {
      const event = of({ timestamp });
      expect(event.occurred_at).toBe(RECEIVED_AT);
      expect(errors(event)).toHaveLength(1);
    },
  );

  test('a client clock that is off by an hour is corrected, breadcrumbs too', () => {
    const hour = 3600 * second;
    const sent = RECEIVED_AT - hour;
    const event = of(
      { timestamp: sent / 1000, breadcrumbs: [{ timestamp: sent / 1000 - 5 }] },
      { sent_at: sent },
    );
    expect(event.occurred_at).toBe(RECEIVED_AT);
    expect(event.breadcrumbs[0]?.timestamp).toBe(RECEIVED_AT - 5 * second);
    expect(errors(event)).toEqual(['timestamp clock_drift']);
  });

  test('latency below 55 minutes is not corrected', () => {
    const sent = RECEIVED_AT - 54 * 60 * second;
    expect(of({ timestamp: sent / 1000 }, { sent_at: sent }).occurred_at).toBe(sent);
  });

  test.each([
    ['future', 61],
    ['past', -31 * 86_400],
  ])('%s', (name, offset) => {
    const event = of({ timestamp: RECEIVED_AT / 1000 + offset });
    expect(event.occurred_at).toBe(RECEIVED_AT);
    expect(errors(event)).toEqual([`timestamp ${name}_timestamp`]);
  });
});

describe('release, dist, environment', () => {
  test.each([
    [{ release: 'shop@1.0', dist: 'a.1', environment: 'eu' }, ['shop@1.0', 'a.1', 'eu']],
    [{ release: 'latest', dist: 'a' }, [null, null, null]],
    [{ release: 'a/b' }, [null, null, null]],
    [{ release: '..' }, [null, null, null]],
    [{ release: 'a\nb' }, [null, null, null]],
    [{ release: 7, environment: '' }, ['7', null, null]],
    [{ environment: 'none' }, [null, null, null]],
    [{ tags: { environment: 'qa', release: '2' } }, ['2', null, 'qa']],
  ])('%j', (payload, expected) => {
    const { release, dist, environment } = of(payload);
    expect([release, dist, environment]).toEqual(expected);
  });
});

test.each([
  ['fatal', 'fatal'],
  ['warn', 'warning'],
  ['log', 'info'],
  [40, 'error'],
  ['50', 'fatal'],
  ['loud', 'error'],
  [{}, 'error'],
])('level %j is %s', (level, expected) => {
  expect(of({ level }).level).toBe(expected);
});

describe('tags', () => {
  test.each([
    [
      { a: 1, b: true, c: null, d: '' },
      [
        ['a', '1'],
        ['b', 'true'],
      ],
    ],
    [
      [
        ['a', 'x'],
        ['a', 'y'],
      ],
      [['a', 'x']],
    ],
    [[{ key: 'my key', value: 'a\nb' }], [['my-key', 'a b']]],
    [{ 'a/b': 'x', level: 'y', user: 'z', ok: {} }, []],
    ['text', []],
  ])('%j', (tags, expected) => {
    expect(of({ tags }).tags).toEqual(expected);
  });

  test('the server name is a tag too', () => {
    expect(of({ server_name: 'web-1', tags: [] })).toMatchObject({
      server_name: 'web-1',
      tags: [['server_name', 'web-1']],
    });
  });
});

describe('user', () => {
  const address = { remote_address: '203.0.113.9' };
  test.each<readonly [JsonObject, string | null]>([
    [{ platform: 'javascript' }, '203.0.113.9'],
    [{ platform: 'javascript', sdk: { settings: { infer_ip: 'never' } } }, null],
    [{ platform: 'python' }, null],
    [{ platform: 'python', user: { ip_address: '{{auto}}' } }, '203.0.113.9'],
    [{ platform: 'javascript', user: { ip_address: '2001:db8::1' } }, '2001:db8::1'],
    [{ platform: 'javascript', user: { ip_address: 'home' } }, null],
  ])('%j has address %s', (payload, expected) => {
    expect(of(payload, address).user?.ip_address ?? null).toBe(expected);
  });

  test('other keys go to data, and the first known name counts the user', () => {
    const { user } = of({ user: { id: 7, plan: 'pro', data: { a: 1 } } });
    expect(user).toMatchObject({ id: '7', data: { plan: 'pro', a: 1 } });
    expect(userKey(user)).toBe('7');
    expect(userKey(of({ user: { email: 'a@b.c', username: 'ann' } }).user)).toBe('ann');
    expect(userKey(null)).toBeNull();
  });
});

describe('message', () => {
  test.each([
    [{ message: 'hi' }, null, 'hi'],
    [{ message: { message: 'hi' } }, null, 'hi'],
    [{ logentry: { message: 'no %s for %d', params: ['pay', 7] } }, 'no %s for %d', 'no pay for 7'],
    [
      { logentry: { message: 'no {} for {name}', params: { name: 'bob' } } },
      'no {} for {name}',
      'no {} for bob',
    ],
    [{ logentry: { message: '%(a)s 100%%', params: { a: 'x' } } }, '%(a)s 100%%', 'x 100%'],
    [{ logentry: { message: 'a {} {1} {9}', params: ['x', 'y'] } }, 'a {} {1} {9}', 'a x y {9}'],
    [{ logentry: { message: 'hi', formatted: 'hi' } }, null, 'hi'],
    [{ 'sentry.interfaces.Message': { message: 'old' } }, null, 'old'],
    [{ message: 'x', logentry: { message: 'first' } }, null, 'first'],
  ])('%j', (payload, template, formatted) => {
    expect(of(payload).message).toEqual({ template, formatted });
  });
});

describe('request', () => {
  test('the query moves out of the URL, cookies out of everything', () => {
    const request = {
      url: 'https://h/cart?a=1#pay',
      method: 'get',
      headers: { Cookie: 'a=b', Accept: ['x', 'y'] },
      cookies: { a: 'b' },
    };
    expect(of({ request }).request).toEqual({
      url: 'https://h/cart#pay',
      method: 'GET',
      query_string: 'a=1',
      headers: [['Accept', 'x, y']],
      data: null,
    });
  });

  test.each([
    [
      [
        ['a', '1'],
        ['b', '2'],
      ],
      'a=1&b=2',
    ],
    [{ a: '1' }, 'a=1'],
    ['?a=1', 'a=1'],
  ])('query %j', (query, expected) => {
    expect(of({ request: { query_string: query } }).request?.query_string).toBe(expected);
  });

  test.each([
    ['{"a":1}', {}, { a: 1 }],
    ['a=1&b=2', { 'Content-Type': 'application/x-www-form-urlencoded' }, { a: '1', b: '2' }],
    ['{broken', {}, '{broken'],
    ['', {}, undefined],
    ['\0', {}, undefined],
  ])('body %j', (data, headers, expected) => {
    expect(of({ request: { data, headers } }).request?.data).toEqual(expected);
  });
});

test('the newest hundred breadcrumbs are kept', () => {
  const values = Array.from({ length: 150 }, (_, index) => ({ message: `m${index}` }));
  const event = of({ breadcrumbs: { values } });
  expect([
    event.breadcrumbs.length,
    event.breadcrumbs[0]?.message,
    event.breadcrumbs.at(-1)?.message,
  ]).toEqual([100, 'm50', 'm149']);
  expect(event.breadcrumbs[0]).toMatchObject({ type: 'default', level: 'info', timestamp: RECEIVED_AT });
});

test.each([
  [
    ['a', 1, true, { b: 1 }],
    ['a', '1', 'true'],
  ],
  [['{{ default }}'], null],
  ['one', ['one']],
  [[], null],
  [null, null],
])('fingerprint %j', (fingerprint, expected) => {
  expect(of({ fingerprint }).client_fingerprint).toEqual(expected);
});

test('free-form data is bounded in size and depth', () => {
  const deep = { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } };
  expect(JSON.stringify(of({ extra: deep }).extra)).toContain(String.raw`"g":"{\"h\":{\"i\":1}}"`);
  const event = of({
    contexts: { big: { text: 'x'.repeat(100_000) }, bad: 'text', n: { v: Number('1e400') } },
  });
  expect(JSON.stringify(event.contexts).length).toBeLessThan(8400);
  expect(event.contexts).toMatchObject({ n: { v: null } });
  expect(errors(event)).toEqual(['contexts.big too_long', 'contexts.bad invalid_type']);
});

test('text that stores refuse is cleaned', () => {
  const event = of({ message: 'a\0b\uD800c', extra: { 'k\0': '\uDC00' } });
  expect(event.message?.formatted).toBe('ab\uFFFDc');
  expect(event.extra).toEqual({ k: '\uFFFD' });
});

test('hostile keys stay plain data and no prototype changes', () => {
  const extra = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","then":"y","hasOwnProperty":1}',
  ) as JsonObject;
  const event = of({ extra, tags: extra, contexts: extra });
  expect(Object.keys(event.extra)).toEqual(['constructor', 'toString', 'then', 'hasOwnProperty']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
