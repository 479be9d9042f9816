import { LIMITS, type Json, type JsonObject, type NormalizedEvent } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { receivedOf } from '../../test/received-event.ts';
import { normalize } from './index.ts';

const of = (payload: JsonObject): NormalizedEvent => normalize(receivedOf({ platform: 'node', ...payload }));
const frame = (fields: JsonObject = {}): JsonObject => ({
  function: 'f',
  filename: '/srv/a.js',
  lineno: 3,
  colno: 9,
  ...fields,
});
const firstFrame = (fields: JsonObject, platform = 'node') =>
  of({ platform, exception: { type: 'E', stacktrace: { frames: [frame(fields)] } } }).exceptions[0]
    ?.frames[0];

describe('shapes', () => {
  const exception = { type: 'TypeError', value: 'no' };
  test.each<readonly [string, JsonObject]>([
    ['list', { exception: [exception] }],
    ['values', { exception: { values: [exception] } }],
    ['object', { exception }],
    ['long name', { 'sentry.interfaces.Exception': { values: [exception] } }],
    ['values with rubbish', { exception: { values: [null, exception, 7, 'x', []] } }],
  ])('%s', (_name, payload) => {
    expect(of(payload).exceptions).toMatchObject([
      { type: 'TypeError', value: 'no', frames: [], mechanism: null },
    ]);
  });
});

test.each<readonly [Json, string | null, string | null]>([
  ['TypeError: no', 'TypeError', 'no'],
  ['just words', null, 'just words'],
  [{ code: 7 }, null, '{"code":7}'],
  [7, null, '7'],
])('value %j without a type', (value, type, expected) => {
  expect(of({ exception: { value } }).exceptions[0]).toMatchObject({ type, value: expected });
});

test('an exception without type, value and frames is removed and noted', () => {
  const event = of({ exception: [{ type: '', value: null }] });
  expect(event.exceptions).toEqual([]);
  expect(event.notes).toEqual([{ path: 'exception.0', error: 'missing_value' }]);
});

describe('stacks that hang elsewhere', () => {
  test('go to the one exception without frames', () => {
    expect(of({ exception: { type: 'E' }, stacktrace: { frames: [frame()] } }).exceptions).toMatchObject([
      { type: 'E', frames: [{ lineno: 3 }] },
    ]);
  });

  test('of the crashed thread become a synthetic exception', () => {
    const threads = { values: [{ id: 1 }, { id: 2, crashed: true, stacktrace: { frames: [frame()] } }] };
    expect(of({ threads }).exceptions).toMatchObject([
      { type: null, mechanism: { synthetic: true }, frames: [{ function: 'f' }] },
    ]);
  });
});

describe('frames', () => {
  test.each<readonly [JsonObject, JsonObject]>([
    [{ function: '?' }, { function: null }],
    [
      { lineno: -1, colno: 2 ** 31 },
      { lineno: null, colno: null },
    ],
    [
      { lineno: '12', colno: 0 },
      { lineno: 12, colno: null },
    ],
    [{ filename: '/a.js' }, { filename: '/a.js', abs_path: '/a.js' }],
    [{ filename: 'https://h/x/a.js?v=1' }, { filename: '/x/a.js', abs_path: 'https://h/x/a.js?v=1' }],
    [{ filename: null, abs_path: 'webpack:///./src/a.ts' }, { filename: 'src/a.ts' }],
    [
      { pre_context: ['a'], context_line: null },
      { context_line: '', pre_context: ['a'] },
    ],
    [
      { context_line: 7, post_context: 'x' },
      { context_line: '7', post_context: [] },
    ],
    [{ vars: { a: [1] } }, { vars: { a: [1] } }],
    [{ vars: 'x' }, { vars: null }],
  ])('%j -> %j', (fields, expected) => {
    expect(firstFrame(fields)).toMatchObject(expected);
  });

  test.each([
    ['node', '/srv/a.js', undefined, true],
    ['node', '/srv/node_modules/a.js', undefined, false],
    ['node', '/srv/node_modules/a.js', true, true],
    ['node', '/srv/a.js', false, false],
    ['javascript', 'https://h/node_modules/a.js', true, false],
    ['javascript', 'https://h/a.js', true, true],
  ])('%s %s sent as %s is in-app: %s', (platform, filename, sent, expected) => {
    expect(firstFrame({ filename, ...(sent === undefined ? {} : { in_app: sent }) }, platform)?.in_app).toBe(
      expected,
    );
  });

  test('of a deep recursion the oldest and the newest stay', () => {
    const frames = Array.from({ length: 100_000 }, (_, index) => frame({ lineno: index + 1 }));
    const kept = of({ exception: { type: 'E', stacktrace: { frames } } }).exceptions[0]?.frames ?? [];
    expect(kept.length).toBe(LIMITS.framesMax);
    expect([kept[0]?.lineno, kept[49]?.lineno, kept[50]?.lineno, kept.at(-1)?.lineno]).toEqual([
      1, 50, 99_801, 100_000,
    ]);
  });

  test('source stays on the fifty nearest, in-app first', () => {
    const frames = Array.from({ length: 120 }, (_, index) =>
      frame({ context_line: 'x', in_app: index < 60, lineno: index + 1 }),
    );
    const kept = of({ exception: { type: 'E', stacktrace: { frames } } }).exceptions[0]?.frames ?? [];
    const rich = kept.filter((entry) => entry.context_line !== null).map((entry) => entry.lineno);
    expect([rich.length, rich[0], rich.at(-1)]).toEqual([50, 11, 60]);
  });

  test('long texts are cut', () => {
    const cut = firstFrame({
      function: 'f'.repeat(300),
      filename: 'a'.repeat(1_000_000),
      context_line: 'x'.repeat(10_000_000),
    });
    expect([cut?.function?.length, cut?.filename?.length, cut?.context_line?.length]).toEqual([
      256, 256, 1024,
    ]);
  });
});

test('a mechanism keeps its place in a group', () => {
  const mechanism = {
    type: 'chained',
    handled: false,
    exception_id: 2,
    parent_id: 0,
    source: 'errors[0]',
    is_exception_group: true,
    data: { a: 1 },
  };
  expect(of({ exception: { type: 'E', mechanism } }).exceptions[0]?.mechanism).toEqual({
    ...mechanism,
    synthetic: false,
  });
  expect(
    of({ exception: { type: 'E', mechanism: { exception_id: 'x', handled: 1 } } }).exceptions[0]?.mechanism,
  ).toMatchObject({ exception_id: null, handled: null, type: 'generic' });
});
