import { expect, test } from 'vitest';
import { placeOfTest } from './place-of-test.ts';
import { printPrimitive, printShape, printSummary } from './print-shape.ts';
import type { Shape } from './replay/shape.ts';

const text = (value: string): Shape => ({ kind: 'value', value });

test.each<[Shape, string]>([
  [{ kind: 'undefined' }, 'undefined'],
  [{ kind: 'object', fields: { a: text("it's"), 'b-c': { kind: 'undefined' } } }, `{ a: 'it\\'s' }`],
  // In quotes alone it would be the prototype of the object.
  [
    { kind: 'object', fields: JSON.parse('{"__proto__": {"kind": "date"}}') },
    "{ ['__proto__']: new Date(0) }",
  ],
  [{ kind: 'array', items: [text('x'), { kind: 'value', value: 1 }] }, `['x', 1]`],
  [{ kind: 'promise', value: { kind: 'array', items: [] } }, 'Promise.resolve([])'],
  [{ kind: 'function', name: 'f', returns: {}, passes: [] }, '() => undefined'],
  [
    { kind: 'function', name: 'f', returns: { '': { kind: 'object', fields: {} } }, passes: [] },
    '() => ({})',
  ],
  [
    { kind: 'function', name: 'f', returns: { '#a': text('x') }, passes: [] },
    `(key) => ({ '#a': 'x' })[key]`,
  ],
])('%j', (shape, expected) => {
  expect(printShape(shape)).toBe(expected);
});

test.each(["'; process.exit(); '", '\u2028', '`${x}`', '\\', '"', '\n'])('%j stays one text', (value) => {
  // oxlint-disable-next-line no-eval -- the printed literal is what is tested
  expect((0, eval)(printPrimitive(value))).toBe(value);
});

test('long values are broken into lines', () => {
  const items = Array.from({ length: 12 }, (_, index) => text(`item number ${index}`));
  expect(printShape({ kind: 'array', items }).split('\n')).toHaveLength(14);
});

test('results that are no literals are not printed', () => {
  expect(printSummary({ a: [1, 'x', null] })).toBe(`{ a: [1, 'x', null] }`);
  expect(printSummary({ a: { $: 'Map', value: [] } })).toBeNull();
  expect(printSummary({ $: 'undefined' })).toBe('undefined');
});

test.each([
  [['src/a.js', 'test/a.test.js'], 'test/a.regression.test.js'],
  [['src/a.js', 'src/b.test.js', 'src/c.test.js', 'test/d.test.js'], 'src/a.regression.test.js'],
  [['src/a.js'], 'test/a.regression.test.js'],
  [['src/a.js', 'test/a.regression.test.js'], 'test/a.regression-2.test.js'],
])('the test goes where tests are: %j', (files, expected) => {
  expect(placeOfTest(files, 'src/a.js', { isModule: true })).toBe(expected);
});
