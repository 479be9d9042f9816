import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BatchFormatError, type DecodedBatch, decodeBatch as decodeWith } from './index.ts';

/** Stands in for the reader of stacks, which is another package's: one frame for each line. */
const decodeBatch = (text: string): DecodedBatch =>
  decodeWith(text, (stack) => stack.split('\n').map((line) => ({ function: line })));

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
  ctx: { runtime: { name: 'test' } },
  lost: { rate_limited: 3 },
  t: [
    'TypeError',
    'x is not a function',
    'https://shop.test/app.js',
    'pay',
    'onerror',
    'cause',
    'Error',
    'a\nb\nc',
    [2, 3, 12, 5, 1],
    [2, null, 40, 0, 2, 1, 7, 12],
    [null, 3, 0, 0, 4],
    { id: '7' },
    { area: 'cart', size: 3, none: null },
    { cart: { items: 2 } },
    [3000, 3, 15, 1, 11],
    'warning',
    'at pay (a.js:1:2)',
    'at run (a.js:3:4)',
  ] as unknown[],
};
const EVENT: unknown[] = [
  'e',
  ID,
  2000,
  null,
  [
    [0, 1, [8, 9]],
    [6, 1, [10], 0, 5, 11, true, true],
  ],
  { h: [4, false], r: [998, 500], u: 11, t: 12, c: 13, b: [null, 14], url: 2, fp: [3], tr: 3, m: 1, x: 11 },
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
      sessions: [],
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
                  is_exception_group: true,
                  data: { id: '7' },
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
                      vars: { area: 'cart', size: 3 },
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
              level: 'warning',
              message: 'x is not a function',
              data: { id: '7' },
            },
          ],
          user: { id: '7' },
          tags: { area: 'cart', size: '3' },
          contexts: { runtime: { name: 'test' }, cart: { items: 2 } },
          extra: { id: '7' },
          request: { url: 'https://shop.test/app.js' },
          _bugsage: { times_seen: 999, last_seen: 1_700_000_004.5 },
        },
      ],
    });
  });

  it('has a stack read that travels as the lines of the engine', () => {
    const row = EVENT.with(4, [[0, 1, [16, 17]]]);
    const [event] = decodeBatch(batch(HEADER, row)).events;
    expect(event?.exception?.values[0]?.stacktrace).toEqual({
      frames: [{ function: 'at run (a.js:3:4)' }, { function: 'at pay (a.js:1:2)' }],
    });
  });

  it('gives an event that says nothing a level, and a thrown one a type', () => {
    const rows = [
      ['e', ID, 0, null, [], {}],
      ['e', OTHER_ID, 0, 3, [[null, null]], {}],
    ];
    expect(decodeBatch(batch(HEADER, ...rows)).events).toMatchObject([
      { level: 'info', _bugsage: { times_seen: 1 } },
      {
        level: 'error',
        exception: { values: [{ type: 'Error', value: '', mechanism: { type: 'generic' } }] },
      },
    ]);
  });

  it('cuts names that are too long, instead of losing events', () => {
    const { header } = decodeBatch(batch({ ...HEADER, rel: 'r'.repeat(1000), env: 7 }, EVENT));
    expect(header).toMatchObject({ release: 'r'.repeat(256), environment: '7' });
  });

  it('reads sessions, and what comes with them in the order they have', () => {
    const told = [
      ['s', ID, 1_700_000_000_000, { ok: 1 }],
      ['s', ID, 1_700_000_000_000, { crashed: 1, later: 'unknown' }, 'ann', 'surplus'],
      ['s', OTHER_ID, 1_700_000_000_000, { exited: 90, errored: 5, abnormal: 1, crashed: 4 }, null],
    ];
    const decoded = decodeBatch(batch(HEADER, told[0], EVENT, ...told.slice(1)));
    expect(decoded).toMatchObject({ events: [{ event_id: ID }], skipped: [] });
    expect(decoded.sessions).toEqual([
      { id: ID, startedAt: 1_700_000_000_000, counts: { ok: 1 }, user: null },
      { id: ID, startedAt: 1_700_000_000_000, counts: { crashed: 1 }, user: 'ann' },
      {
        id: OTHER_ID,
        startedAt: 1_700_000_000_000,
        counts: { exited: 90, errored: 5, abnormal: 1, crashed: 4 },
        user: null,
      },
    ]);
  });

  it.each([
    ['ann', { id: 'ann' }],
    [4711, { id: '4711' }],
    [{ id: 7, email: null }, { id: 7 }],
    [['ann'], undefined],
    [true, undefined],
    [null, undefined],
  ])('takes %j as a user, and loses no event', (user, expected) => {
    const header = { ...HEADER, t: [...HEADER.t, user] };
    const { events, skipped } = decodeBatch(batch(header, EVENT.with(5, { u: HEADER.t.length })));
    expect([events[0]?.user, skipped]).toEqual([expected, []]);
  });

  it('names the files that have a debug id as SDKs of Sentry do', () => {
    const header = { ...HEADER, t: [...HEADER.t, { 'b6ae-1': 'https://shop.test/app.js', odd: 7 }] };
    const [event] = decodeBatch(batch(header, EVENT.with(5, { d: HEADER.t.length }))).events;
    expect(event?.debug_meta).toEqual({
      images: [{ type: 'sourcemap', code_file: 'https://shop.test/app.js', debug_id: 'b6ae-1' }],
    });
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`id${index}`, 'a.js']));
    const crowded = batch({ ...HEADER, t: [...HEADER.t, many] }, EVENT.with(5, { d: HEADER.t.length }));
    expect(decodeBatch(crowded).events[0]?.debug_meta?.images).toHaveLength(100);
  });

  it('never lets two events share a mutable part', () => {
    const { events } = decodeBatch(batch(HEADER, EVENT, EVENT.with(1, OTHER_ID)));
    expect(events[0]?.extra).toEqual(events[1]?.extra);
    expect(events[0]?.extra).not.toBe(events[1]?.extra);
  });

  it('takes a header without rows, which only reports losses', () => {
    expect(decodeBatch(batch(HEADER))).toMatchObject({ events: [], lost: { rate_limited: 3 } });
  });

  const chain = (exception: unknown): unknown[] => EVENT.with(4, [exception]);
  const detail = (value: unknown): unknown[] => EVENT.with(5, value);
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const withEntry = (value: unknown): object => ({ ...HEADER, t: HEADER.t.with(8, value) });
  const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) as unknown;
  it.each([
    ['of an unknown kind', batch(['future', 1, 2])],
    ['about sessions without an id', batch(['s', 'x', 1, {}])],
    ['about sessions without a start', batch(['s', ID, null, { ok: 1 }])],
    ['about sessions without counts', batch(['s', ID, 1])],
    ['about half a session', batch(['s', ID, 1, { ok: 0.5 }])],
    ['about too many sessions', batch(['s', ID, 1, { ok: 100_000_001 }])],
    ['about the session of a user whose name is too long', batch(['s', ID, 1, { ok: 1 }, 'a'.repeat(257)])],
    ['with a text where debug ids belong', batch(detail({ d: 3 }))],
    ['without a kind', batch([])],
    ['that is no array', '{}'],
    ['that is no JSON', '['],
    ['that is empty', ''],
    ['with the id of another', batch(EVENT.with(1, OTHER_ID))],
    ['with a wrong event id', batch(EVENT.with(1, 'zz'))],
    ['with an index out of range', batch(chain([18, 1, []]))],
    ['with a fractional index', batch(chain([0.5, 1, []]))],
    ['with an object where a text belongs', batch(chain([11, 1, []]))],
    ['with an object where a frame belongs', batch(chain([0, 1, [11]]))],
    ['with a text where an object belongs', batch(detail({ t: 3 }))],
    ['with an exception as its own parent', batch(chain([0, 1, [], 0]))],
    ['with a breadcrumb out of range', batch(detail({ b: [99] }))],
    ['nested deeper than the parser should see', `["e",${nested}]`],
  ])('leaves out a row %s, and keeps the others', (_, row) => {
    const decoded = decodeBatch([batch(HEADER, EVENT.with(1, OTHER_ID)), row, batch(EVENT)].join('\n'));
    expect(decoded.events.map(({ event_id: id }) => id)).toEqual([OTHER_ID, ID]);
    expect(decoded.skipped).toMatchObject([{ line: 3 }]);
  });

  it.each([
    ['source lines without their own', [2, 3, 1, 1, 0, 3, 7]],
    ['source lines of a wrong shape', [2, 3, 1, 1, 0, 'x']],
    ['an object nested too deep as variables', [2, 3, 1, 1, 0, null, null, 11]],
  ])('leaves out a row that uses %s', (_, frame) => {
    const header = { ...withEntry(frame), t: HEADER.t.with(8, frame).with(11, deep) };
    expect(decodeBatch(batch(header, chain([0, 1, [8]]))).skipped).toMatchObject([{ line: 2 }]);
  });

  it.each([
    ['nothing', '', 1, 'malformed_batch'],
    ['no JSON', '{', 1, 'malformed_batch'],
    ['an array as header', '[]', 1, 'unsupported_batch_version'],
    ['another version', batch({ ...HEADER, v: 2 }), 1, 'unsupported_batch_version'],
    ['a deeply nested version', `{"v":${nested}}`, 1, 'malformed_batch'],
    ['a wrong key', batch({ ...HEADER, k: 'x' }), 1, 'malformed_batch'],
    ['a missing table', batch({ ...HEADER, t: undefined }), 1, 'malformed_batch'],
    ['an unknown platform', batch({ ...HEADER, p: 'cobol' }), 1, 'malformed_batch'],
    ['a negative loss', batch({ ...HEADER, lost: { a: -1 } }), 1, 'malformed_batch'],
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
    const header = { ...HEADER, t: [...HEADER.t, 'x'.repeat(500_000)] };
    expect(problemOf(batch(header, detail({ fp: Array(32).fill(18) })))).toMatchObject({
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
      .map((values) => batch(HEADER, ['e', ...values], ['e', ID, ...values]));
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
