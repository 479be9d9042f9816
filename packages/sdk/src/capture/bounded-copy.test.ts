import { describe, expect, it } from 'vitest';

import { boundedCopy, describeValue } from './bounded-copy.ts';

describe('boundedCopy', () => {
  it('copies what JSON can hold, and names the rest', () => {
    const value = {
      text: 'a',
      list: [1, true, null],
      map: new Map([['k', 1]]),
      set: new Set(['v']),
      date: new Date(0),
      error: new RangeError('r'),
      fn: () => 1,
      big: 5n,
      missing: undefined,
      bytes: new Uint8Array(9),
    };
    expect(boundedCopy(value)).toEqual({
      text: 'a',
      list: [1, true, null],
      map: [['k', 1]],
      set: ['v'],
      date: '1970-01-01T00:00:00.000Z',
      error: 'RangeError: r',
      fn: '[function]',
      big: '5',
      bytes: '[object Uint8Array]',
    });
  });

  it('replaces values with secret names', () => {
    const value = {
      password: 1,
      userToken: 2,
      Authorization: 3,
      author: 'kept',
      sessionId: 4,
      note: { api_key: 5 },
    };
    expect(boundedCopy(value)).toEqual({
      password: '[filtered]',
      userToken: '[filtered]',
      Authorization: '[filtered]',
      author: 'kept',
      sessionId: '[filtered]',
      note: { api_key: '[filtered]' },
    });
  });

  it('is bounded in depth, nodes and text', () => {
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), 'end');
    expect(JSON.stringify(boundedCopy(deep))).toBe(
      '{"inner":{"inner":{"inner":{"inner":{"inner":"[object Object]"}}}}}',
    );
    expect(Object.keys(boundedCopy(Array.from({ length: 100_000 }, () => 1)) as object)).toHaveLength(299);
    expect((boundedCopy('x'.repeat(1_000_000)) as string).length).toBe(2048);
  });

  it('marks cycles but not values that only occur twice', () => {
    const shared = { a: 1 };
    const value: Record<string, unknown> = { one: shared, two: shared };
    value['self'] = value;
    expect(boundedCopy(value)).toEqual({ one: shared, two: shared, self: '[circular]' });
  });

  it('does not let a key replace a prototype', () => {
    const copied = boundedCopy(JSON.parse('{"__proto__":{"polluted":1},"a":1}'));
    expect(copied).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
  });

  it('shows objects as a console would', () => {
    expect(describeValue({ a: [1, 'b'] }, 100)).toBe('{"a":[1,"b"]}');
  });
});
