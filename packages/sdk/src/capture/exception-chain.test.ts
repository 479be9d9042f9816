import { describe, expect, it } from 'vitest';

import type { CapturedException } from '../public-types.ts';
import { describeThrown } from './exception-chain.ts';

const FALLBACK_STACK = 'Error\n    at caller (/app/a.js:1:2)';
const describeAll = (thrown: unknown): CapturedException[] =>
  describeThrown(thrown, { stack: FALLBACK_STACK });
const describeFirst = (thrown: unknown): CapturedException => describeAll(thrown)[0] as CapturedException;
const summary = (thrown: unknown): string[] =>
  describeAll(thrown).map(
    ({ type, value, parent, source }) => `${type}: ${value} <${parent ?? ''} ${source ?? ''}>`,
  );

describe('describeThrown', () => {
  it('follows causes, each once', () => {
    const root = new RangeError('root');
    const error = new TypeError('top', { cause: new Error('middle', { cause: root }) });
    root.cause = error;
    expect(summary(error)).toEqual([
      'TypeError: top < >',
      'Error: middle <0 cause>',
      'RangeError: root <1 cause>',
    ]);
  });

  it('lists the members of an AggregateError', () => {
    const error = new AggregateError([new Error('a'), 'b'], 'all failed', { cause: new Error('c') });
    expect(summary(error)).toEqual([
      'AggregateError: all failed < >',
      'Error: c <0 cause>',
      'Error: a <0 errors[0]>',
      'NonError: b <0 errors[1]>',
    ]);
    expect(describeAll(error).map(({ group }) => group)).toEqual([true, false, false, false]);
  });

  it('bounds endless chains', () => {
    let error = new Error('0');
    for (let depth = 1; depth < 100; depth += 1) error = new Error(String(depth), { cause: error });
    expect(describeAll(error)).toHaveLength(10);
  });

  it('keeps own properties, without secrets and without the content of functions', () => {
    const error = Object.assign(new Error('x'), {
      orderId: 7,
      code: 'E_PAY',
      apiKey: 'k',
      run: () => 1,
      deep: { a: [1] },
    });
    expect(describeFirst(error).properties).toEqual({
      orderId: 7,
      code: 'E_PAY',
      apiKey: '[filtered]',
      run: '[function]',
      deep: { a: [1] },
    });
  });

  it.each([
    ['a string', 'text', 'text'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 42, '42'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a bigint', 10n, '10'],
    ['a function', () => 1, '[function]'],
    ['a plain object', { a: 1, b: 2 }, '{a,b}'],
    ['an object with a message', { message: 'm' }, 'm'],
    ['an event', new Event('abort'), 'abort'],
    ['an array', ['x'], '{0}'],
  ])('describes %s as synthetic, with the stack of the caller', (_, thrown, value) => {
    const [described] = describeAll(thrown);
    expect(described).toMatchObject({ type: 'NonError', value, synthetic: true });
    expect(described?.stack).toBe(FALLBACK_STACK);
  });

  it('keeps the content of a plain object', () => {
    expect(describeFirst({ status: 500, body: { reason: 'down' } }).properties).toEqual({
      status: 500,
      body: { reason: 'down' },
    });
  });

  it('survives hostile values', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = Object.defineProperty({}, 'message', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
    const cyclic: Record<string, unknown> = { name: 'Loop', message: 'm' };
    cyclic['self'] = cyclic;
    cyclic['cause'] = cyclic;
    const hostileErrors = Object.assign(new Error('x'), { errors: proxy });
    for (const thrown of [proxy, throwing, cyclic, hostileErrors, Object.freeze(new Error('frozen'))])
      expect(describeAll(thrown)).toHaveLength(1);
  });

  it('bounds a huge message and still finds the frames below it', () => {
    const error = new Error('    at fake (/x.js:1:1)\n'.repeat(200_000));
    const described = describeFirst(error);
    expect(described.value.length).toBeLessThanOrEqual(2048);
    expect(described.stack?.split('\n').find((line) => line.includes('at '))).toContain(
      'exception-chain.test',
    );
  });

  it('replaces secrets in a message', () => {
    expect(describeFirst(new Error('GET https://u:p@a.test/x?token=abc&page=2 failed')).value).toBe(
      'GET https://a.test/x?token=[filtered]&page=2 failed',
    );
  });
});
