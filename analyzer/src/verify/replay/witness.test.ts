import { expect, test } from 'vitest';
import type { Summary } from './plan.ts';
import type { Shape } from './shape.ts';
import { isWitnessed } from './witness.ts';

const text = (value: string): Shape => ({ kind: 'value', value });
const object = (fields: Record<string, Shape>): Shape => ({ kind: 'object', fields });
const UNDEFINED: Summary = { $: 'undefined' };

test.each<[string, Shape, Summary[], boolean]>([
  ['nothing was seen', text('a'), [], false],
  ['another text', text('a'), ['b'], true],
  ['a value where only nothing was given', object({ name: text('a') }), [UNDEFINED], false],
  ['nothing where nothing was given', { kind: 'undefined' }, ['a', UNDEFINED], true],
  ['nothing where always something was given', { kind: 'undefined' }, ['a'], false],
  ['null is not undefined', { kind: 'value', value: null }, [UNDEFINED], false],
  ['an object with a field real ones lack', object({ total: text('1') }), [{ id: 'a', amount: 3 }], false],
  ['an object with fewer fields', object({ id: text('x') }), [{ id: 'a', amount: 3 }], true],
  ['an object instead of a list', object({ title: text('x') }), [[{ title: 'a' }]], false],
  [
    'a list whose items are alike',
    { kind: 'array', items: [object({ id: text('x') })] },
    [[{ id: 'a' }]],
    true,
  ],
  ['items nobody saw', { kind: 'array', items: [text('x')] }, [[]], false],
  ['a value that is only passed on', { kind: 'value', value: 'x', unknown: true }, [true], true],
])('%s', (_name, madeUp, seen, expected) => {
  expect(isWitnessed(madeUp, seen)).toBe(expected);
});
