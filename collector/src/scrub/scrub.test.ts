import type { Json, JsonObject } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { scrub } from './index.ts';
import { FILTERED } from './marker.ts';

/** Values that only their key gives away; each must be gone from the whole event. */
const CANARY = 'canary-7f3a';

describe('keys', () => {
  test.each<readonly [string, JsonObject]>([
    ['extra', { extra: { password: CANARY } }],
    ['nested', { extra: { a: [{ b: { apiKey: CANARY } }] } }],
    ['whole objects', { contexts: { app: { credentials: { user: 'x', value: CANARY } } } }],
    ['contexts', { contexts: { auth: { value: CANARY } } }],
    ['user', { user: { id: '7', data: { token: CANARY }, session: CANARY } }],
    ['tags as map', { tags: { api_key: CANARY } }],
    ['tags as pairs', { tags: [['api_key', CANARY]] }],
    ['tags as objects', { tags: [{ key: 'api_key', value: CANARY }] }],
    ['headers as map', { request: { headers: { Authorization: CANARY } } }],
    ['headers as pairs', { request: { headers: [['X-Api-Key', CANARY]] } }],
    ['header of any case', { request: { headers: { 'sEt-cOOkie': [CANARY] } } }],
    ['cookies as text', { request: { cookies: `a=${CANARY}` } }],
    ['cookies as map', { request: { cookies: { a: CANARY } } }],
    ['query as text', { request: { query_string: `a=1&token=${CANARY}` } }],
    ['query as map', { request: { query_string: { token: CANARY } } }],
    ['query as pairs', { request: { query_string: [['token', CANARY]] } }],
    ['query in the URL', { request: { url: `https://h/?secret=${CANARY}` } }],
    ['body as JSON text', { request: { data: `{"user":{"password":"${CANARY}"}}` } }],
    ['body as form', { request: { data: `user=a&password=${CANARY}` } }],
    ['body as object', { request: { data: { card_number: CANARY } } }],
    ['environment of the request', { request: { env: { DB_PASSWORD: CANARY } } }],
    ['breadcrumb data', { breadcrumbs: [{ data: { Authorization: CANARY } }] }],
    ['breadcrumb data in values', { breadcrumbs: { values: [{ data: { headers: { cookie: CANARY } } }] } }],
    ['breadcrumb message', { breadcrumbs: [{ message: `login with password=${CANARY}` }] }],
    ['message', { message: `login with password=${CANARY}` }],
    ['logentry', { logentry: { message: 'x', params: [`secret=${CANARY}`] } }],
    ['exception value', { exception: { values: [{ value: `secret: ${CANARY}` }] } }],
    ['mechanism data', { exception: { values: [{ mechanism: { data: { token: CANARY } } }] } }],
    [
      'frame variables',
      { exception: { values: [{ stacktrace: { frames: [{ vars: { password: CANARY } }] } }] } },
    ],
    [
      'printed variables',
      {
        exception: {
          values: [{ stacktrace: { frames: [{ vars: { form: `{'password': '${CANARY}'}` } }] } }],
        },
      },
    ],
    ['a single exception', { exception: { stacktrace: { frames: [{ vars: { secret: CANARY } }] } } }],
    ['threads', { threads: { values: [{ stacktrace: { frames: [{ vars: { secret: CANARY } }] } }] } }],
    ['top-level stack', { stacktrace: { frames: [{ vars: { secret: CANARY } }] } }],
    ['raw stack', { exception: [{ raw_stacktrace: { frames: [{ vars: { secret: CANARY } }] } }] }],
    ['long names', { 'sentry.interfaces.Http': { cookies: { a: CANARY } } }],
    ['spans', { spans: [{ data: { 'http.request.header.authorization': CANARY } }] }],
    ['unknown fields', { something: { password: CANARY } }],
    ['a field that is a secret', { password: CANARY }],
    ['the transaction', { transaction: `/reset?token=${CANARY}` }],
    [
      'the place of code',
      {
        exception: [
          {
            stacktrace: {
              frames: [
                { abs_path: `https://h/a.js?token=${CANARY}`, filename: `https://u:${CANARY}@h/a.js` },
              ],
            },
          },
        ],
      },
    ],
    ['as a key', { extra: { [`password=${CANARY}`]: 1 } }],
  ])('%s', (_name, payload) => {
    expect(JSON.stringify(payload)).toContain(CANARY);
    const scrubbed = JSON.stringify(scrub(payload));
    expect(scrubbed).not.toContain(CANARY);
    expect(scrubbed).toContain(FILTERED);
  });
});

/** Secrets that show by their form, wherever they stand. */
const PLANTED: readonly string[] = [
  'eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiI5OTIifQ.c2lnbmF0dXJlLWNhbmFyeQ',
  '4242 4242 4242 4242',
  '-----BEGIN PRIVATE KEY-----CANARYKEY-----END PRIVATE KEY-----',
  'https://bob:canary@db.example/x',
  'Bearer canary0123456789canary',
  'xoxb-1234567890-canarycanary',
];

test('no secret that was planted anywhere in a real event survives', () => {
  for (const secret of PLANTED) {
    for (const path of plantablePaths(EVENT)) {
      const planted = plant(EVENT, path, secret);
      const scrubbed = JSON.stringify(scrub(planted));
      expect(scrubbed, `${secret} at ${path.join('.')}`).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  }
});

test('an event without secrets comes back as the very same object', () => {
  expect(scrub(EVENT)).toBe(EVENT);
});

test('structure is not touched', () => {
  const frames = [
    {
      function: 'Session.token',
      module: 'auth.session',
      filename: '/srv/auth/token.ts',
      abs_path: 'file:///srv/auth/token.ts',
      lineno: 3,
      context_line: 'const password = form.password;',
    },
  ];
  const payload: JsonObject = {
    exception: { values: [{ type: 'AuthError', value: 'Invalid session', stacktrace: { frames } }] },
    sdk: { integrations: ['BrowserSession'] },
    modules: { jsonwebtoken: '9.0.0', 'cookie-parser': '1.4.6' },
    debug_meta: {
      images: [{ type: 'sourcemap', code_file: '/srv/auth/token.ts', debug_id: '4242424242424242' }],
    },
  };
  expect(scrub(payload)).toBe(payload);
});

test.each<Json>([null, true, false, ''])('%j under a sensitive key tells nothing and stays', (value) => {
  expect(scrub({ extra: { token: value } })).toEqual({ extra: { token: value } });
});

test('a card number that is a JSON number is filtered, a time is not', () => {
  expect(scrub({ extra: { a: 4_111_111_111_111_111, b: 1_795_376_655_072 } })).toEqual({
    extra: { a: FILTERED, b: 1_795_376_655_072 },
  });
});

test('what is nested too deeply to be searched is filtered', () => {
  let value: Json = { password: CANARY };
  for (let depth = 0; depth < 5000; depth += 1) value = [value];
  expect(JSON.stringify(scrub({ extra: { value }, exception: value }))).not.toContain(CANARY);
});

test('hostile keys change no prototype and stay own', () => {
  const payload = JSON.parse(
    '{"extra":{"__proto__":{"password":"x"},"constructor":{"token":"x"},"toJSON":"x"}}',
  ) as JsonObject;
  expect(JSON.stringify(scrub(payload))).toBe(
    `{"extra":{"__proto__":{"password":"${FILTERED}"},"constructor":{"token":"${FILTERED}"},"toJSON":"x"}}`,
  );
});

const EVENT: JsonObject = {
  event_id: '0123456789abcdef0123456789abcdef',
  platform: 'node',
  release: 'shop@1.4.2',
  environment: 'staging',
  transaction: 'GET /cart',
  server_name: 'web-1',
  message: 'cart failed',
  fingerprint: ['cart'],
  tags: { page: 'cart' },
  user: { id: '7', username: 'ann', data: { plan: 'pro' } },
  request: {
    url: 'https://shop.example/cart',
    method: 'POST',
    headers: { Accept: 'x' },
    data: { items: ['a'] },
  },
  contexts: { runtime: { name: 'node', version: 'v22' } },
  extra: { order: { note: 'fast' } },
  breadcrumbs: [{ category: 'http', message: 'GET /', data: { url: '/' } }],
  exception: {
    values: [
      {
        type: 'TypeError',
        value: 'no price',
        mechanism: { type: 'generic', data: { a: 'b' } },
        stacktrace: {
          frames: [
            {
              function: 'total',
              filename: '/srv/cart.js',
              context_line: 'return a.b;',
              pre_context: ['x'],
              post_context: ['y'],
              vars: { a: 'b' },
            },
          ],
        },
      },
    ],
  },
};

/** Names of code and ids: a secret there would be a secret in the source. */
const NOT_SEARCHED = new Set(['event_id', 'platform', 'function', 'filename']);
/** Cards in source lines are test data. */
const CODE = new Set(['context_line', 'pre_context', 'post_context']);

function plantablePaths(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string')
    return path.some((step) => NOT_SEARCHED.has(step) || CODE.has(step)) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, Json]) =>
    plantablePaths(inner, [...path, key]),
  );
}

function plant(event: JsonObject, path: readonly string[], secret: string): JsonObject {
  const copy = structuredClone(event) as Record<string, Json>;
  let place: Record<string, Json> = copy;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string, Json>;
  place[path.at(-1) ?? ''] = `before ${secret} after`;
  return copy;
}
