import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BatchFormatError, decodeBatch } from './index.ts';

const ID = 'a'.repeat(32);
const OTHER_ID = 'b'.repeat(32);
const HEADER = {
  v: 1,
  k: '0123456789abcdef0123456789abcdef',
  sdk: ['bugsage.javascript.browser', '0.1.0'],
  p: 'javascript',
  at: 1_700_000_005_000,
  rel: 'shop@1.2.0',
  env: 'production',
  ua: 'Test/1',
  ctx: { runtime: { name: 'test' } },
  lost: { rate_limited: 3 },
  s: [
    'TypeError',
    'x is not a function',
    'https://shop.test/app.js',
    'pay',
    'onerror',
    'cause',
    'Error',
    'a\nb\nc',
  ],
  f: [
    [2, 3, 12, 5, 1],
    [2, null, 40, 0, 2, 1, 7],
    [null, 3, 0, 0, 4],
  ],
  o: [{ id: '7' }, { area: 'cart' }, { cart: { items: 2 } }],
  b: [[3000, 3, 1, 1, 1]],
};
const EVENT: unknown[] = [
  'e',
  ID,
  2000,
  3,
  [
    [0, 1, [0, 1]],
    [6, 1, [2], 0, 5, 1, 2],
  ],
  { h: [4, 0], u: 0, t: 1, c: 2, b: [0], url: 2, fp: [3], tr: 3, m: 1, x: 1 },
];

const batch = (...lines: unknown[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

function problemOf(text: string): BatchFormatError {
  try {
    decodeBatch(text);
  } catch (error) {
    if (error instanceof BatchFormatError) return error;
    throw error;
  }
  throw new Error('The batch was accepted.');
}

describe('decodeBatch', () => {
  it('writes an event out in the shape of a Sentry event', () => {
    const decoded = decodeBatch(batch(HEADER, EVENT));
    expect(decoded).toEqual({
      header: {
        version: 1,
        key: HEADER.k,
        sdk: { name: 'bugsage.javascript.browser', version: '0.1.0' },
        platform: 'javascript',
        release: 'shop@1.2.0',
        environment: 'production',
      },
      lost: { rate_limited: 3 },
      skipped: [],
      sentAt: 1_700_000_005_000,
      events: [
        {
          event_id: ID,
          timestamp: 1_700_000_003,
          platform: 'javascript',
          level: 'error',
          sdk: { name: 'bugsage.javascript.browser', version: '0.1.0' },
          release: 'shop@1.2.0',
          environment: 'production',
          transaction: 'pay',
          message: 'x is not a function',
          fingerprint: ['pay'],
          exception: {
            values: [
              {
                type: 'Error',
                value: 'x is not a function',
                mechanism: {
                  type: 'chained',
                  handled: false,
                  synthetic: true,
                  exception_id: 1,
                  parent_id: 0,
                  source: 'cause',
                  data: { area: 'cart' },
                },
                stacktrace: { frames: [{ function: 'pay', data: { async: true } }] },
              },
              {
                type: 'TypeError',
                value: 'x is not a function',
                mechanism: { type: 'onerror', handled: false, exception_id: 0 },
                stacktrace: {
                  frames: [
                    {
                      filename: 'https://shop.test/app.js',
                      lineno: 40,
                      in_app: false,
                      pre_context: ['a'],
                      context_line: 'b',
                      post_context: ['c'],
                    },
                    {
                      filename: 'https://shop.test/app.js',
                      function: 'pay',
                      lineno: 12,
                      colno: 5,
                      in_app: true,
                    },
                  ],
                },
              },
            ],
          },
          breadcrumbs: [
            {
              timestamp: 1_700_000_002,
              type: 'default',
              category: 'pay',
              level: 'info',
              message: 'x is not a function',
              data: { area: 'cart' },
            },
          ],
          user: { id: '7' },
          tags: { area: 'cart' },
          contexts: { runtime: { name: 'test' }, cart: { items: 2 } },
          extra: { area: 'cart' },
          request: { url: 'https://shop.test/app.js', headers: { 'User-Agent': 'Test/1' } },
          _bugsage: { times_seen: 1 },
        },
      ],
    });
  });

  it('adds repeats to their event', () => {
    const { events } = decodeBatch(batch(HEADER, EVENT, ['r', ID, 998, 500], ['r', ID, 1, 400]));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ _bugsage: { times_seen: 1000, last_seen: 1_700_000_004.6 } });
  });

  it('skips what it does not know and says so', () => {
    const text = batch(HEADER, ['s', 1, 2], ['r', OTHER_ID, 2, 0], EVENT, EVENT, [], ['e2']);
    const decoded = decodeBatch(`${text}\n`);
    expect(decoded.events).toHaveLength(1);
    expect(decoded.skipped.map(({ line }) => line)).toEqual([2, 3, 5, 6, 7]);
    expect(decoded.skipped[0]?.reason).toBe('its kind "s" is unknown');
  });

  it('never lets two events share a mutable part', () => {
    const { events } = decodeBatch(batch(HEADER, EVENT, EVENT.with(1, OTHER_ID)));
    expect(events[0]?.tags).toEqual(events[1]?.tags);
    expect(events[0]?.tags).not.toBe(events[1]?.tags);
  });

  it('takes a header without rows, which only reports losses', () => {
    expect(decodeBatch(batch(HEADER))).toMatchObject({ events: [], lost: { rate_limited: 3 } });
  });

  const chain = (exception: unknown): unknown[] => EVENT.with(4, [exception]);
  const detail = (value: unknown): unknown[] => EVENT.with(5, value);
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  it.each([
    ['nothing', '', 1, 'malformed_batch'],
    ['no JSON', '{', 1, 'malformed_batch'],
    ['an array as header', '[]', 1, 'unsupported_batch_version'],
    ['another version', batch({ ...HEADER, v: 2 }), 1, 'unsupported_batch_version'],
    ['a deeply nested version', `{"v":${nested}}`, 1, 'malformed_batch'],
    ['a wrong key', batch({ ...HEADER, k: 'x' }), 1, 'malformed_batch'],
    ['a missing table', batch({ ...HEADER, s: undefined }), 1, 'malformed_batch'],
    ['an unknown platform', batch({ ...HEADER, p: 'cobol' }), 1, 'malformed_batch'],
    ['a negative loss', batch({ ...HEADER, lost: { a: -1 } }), 1, 'malformed_batch'],
    ['a row that is no array', batch(HEADER, EVENT, {}), 3, 'malformed_batch'],
    ['an empty row between', `${batch(HEADER)}\n\n${batch(EVENT)}`, 2, 'malformed_batch'],
    ['a wrong event id', batch(HEADER, EVENT.with(1, 'zz')), 2, 'malformed_batch'],
    ['a level out of range', batch(HEADER, EVENT.with(3, 5)), 2, 'malformed_batch'],
    ['a string index out of range', batch(HEADER, chain([8, 1, []])), 2, 'malformed_batch'],
    ['a fractional index', batch(HEADER, chain([0.5, 1, []])), 2, 'malformed_batch'],
    ['a frame index out of range', batch(HEADER, chain([0, 1, [3]])), 2, 'malformed_batch'],
    ['an exception as its own parent', batch(HEADER, chain([0, 1, [], 0])), 2, 'malformed_batch'],
    ['an object index out of range', batch(HEADER, detail({ t: 3 })), 2, 'malformed_batch'],
    ['a breadcrumb index out of range', batch(HEADER, detail({ b: [1] })), 2, 'malformed_batch'],
    [
      'context without its line',
      batch({ ...HEADER, f: [[2, 3, 1, 1, 0, 3, 7]] }, chain([0, 1, [0]])),
      2,
      'malformed_batch',
    ],
    [
      'context of a wrong shape',
      batch({ ...HEADER, f: [[2, 3, 1, 1, 0, 'x']] }, chain([0, 1, [0]])),
      2,
      'malformed_batch',
    ],
    [
      'an object nested too deep',
      batch(HEADER, EVENT).replace('{"id":"7"}', `{"id":${'['.repeat(20)}${']'.repeat(20)}}`),
      2,
      'malformed_batch',
    ],
    [
      'an object nested deeper than the parser should see',
      batch(HEADER, EVENT).replace('{"id":"7"}', `{"id":${nested}}`),
      1,
      'malformed_batch',
    ],
    [
      'tiny members copied often',
      batch(
        {
          ...HEADER,
          ctx: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1])),
        },
        ...Array.from({ length: 10 }, (_, index) => ['e', `${index}`.repeat(32), 0, 3, [], {}]),
      ),
      7,
      'batch_too_large',
    ],
    ['too many rows', batch(HEADER, ...Array.from({ length: 300 }, () => ['x'])), 1, 'batch_too_large'],
    ['too much text', `{${' '.repeat(1024 * 1024)}}`, 1, 'batch_too_large'],
  ])('refuses %s and names the line', (_, text, line, code) => {
    expect(problemOf(text)).toMatchObject({ line, code, name: 'BugSageError' });
  });

  it('refuses a small batch that would expand without bound', () => {
    const header = { ...HEADER, s: [...HEADER.s, 'x'.repeat(500_000)] };
    expect(problemOf(batch(header, detail({ fp: Array(32).fill(8) })))).toMatchObject({
      code: 'batch_too_large',
      line: 2,
    });
  });

  it('does not let a key replace a prototype', () => {
    const text = batch(HEADER, EVENT).replace('{"id":"7"}', '{"__proto__":{"polluted":1},"id":"7"}');
    const user = decodeBatch(text).events[0]?.user;
    expect(user).toEqual({ id: '7' });
    expect(Object.getPrototypeOf(user)).toBe(Object.prototype);
  });

  it('throws nothing but BatchFormatError, whatever the text', () => {
    const anyLine = fc.oneof(fc.json(), fc.string(), fc.constant(''));
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(HEADER)), fc.jsonValue(), fc.nat(5), fc.jsonValue())
      .map(([key, value, position, member]) =>
        batch({ ...HEADER, [key]: value }, EVENT.with(position, member)),
      );
    const rows = fc
      .array(fc.jsonValue(), { maxLength: 6 })
      .map((values) => batch(HEADER, ['e', ...values], ['r', ...values]));
    const text = fc.oneof(
      fc.array(anyLine, { maxLength: 5 }).map((lines) => lines.join('\n')),
      mutated,
      rows,
    );
    let refused = 0;
    fc.assert(
      fc.property(text, (candidate) => {
        try {
          decodeBatch(candidate);
        } catch (error) {
          if (!(error instanceof BatchFormatError)) throw error;
          refused += 1;
        }
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(0);
  });
});
