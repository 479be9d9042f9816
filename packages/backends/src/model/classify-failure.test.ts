import { describe, expect, it } from 'vitest';
import { classifyThrown, readRetryAfter } from './classify-failure.ts';

describe('classifyThrown', () => {
  const idle = new AbortController().signal;

  it.each([
    ['a string', 'boom'],
    ['nothing', undefined],
    ['an error of a kind we do not know', new TypeError('x is not a function')],
    ['an error with an odd status', Object.assign(new Error('x'), { status: 'many', headers: 7, code: {} })],
  ])('reads %s as unavailable, at no cost and without a retry', (_, thrown) => {
    const failure = classifyThrown(thrown, idle);
    expect(failure).toMatchObject({ reason: 'unavailable', transient: false, mayBeBilled: false });
  });

  it('ends with causes that point at each other', () => {
    const [one, two] = [new Error('one'), new Error('two')];
    one.cause = two;
    two.cause = one;
    expect(classifyThrown(one, idle).reason).toBe('unavailable');
  });
});

describe('readRetryAfter', () => {
  it.each([
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j', (headers, expected) => {
    expect(readRetryAfter(new Headers(headers))).toBe(expected);
  });
});
