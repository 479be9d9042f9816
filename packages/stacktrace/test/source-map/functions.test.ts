import { expect, test } from 'vitest';
import { compileSourceMap, openCompiledMap, type OpenMap } from '../../src/index.ts';
import { encodedMappings, TraceMap } from '@jridgewell/trace-mapping';

/** Every line of the source is a line of the bundle: places need no thought. */
function mapOf(content: string | null, file: string, more: object = {}): OpenMap {
  const count = content === null ? 60 : content.split('\n').length;
  const lines = Array.from({ length: count }, (_, line) =>
    Array.from({ length: 40 }, (__, column) => [column, 0, line, column]),
  );
  const traced = new TraceMap({
    version: 3,
    sources: [file],
    names: [],
    mappings: lines as [number, number, number, number][][],
  });
  const map = {
    version: 3,
    sources: [file],
    names: [],
    mappings: encodedMappings(traced),
    ...(content === null ? {} : { sourcesContent: [content] }),
    ...more,
  };
  const compiled = compileSourceMap(JSON.stringify(map));
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  return opened.value;
}

/** `§` marks the place; the function around it is expected. */
test.each([
  ['function total() { § }', 'total'],
  ['const total = () => { § };', 'total'],
  ['const total = function sum() { § };', 'sum'],
  ['let total: Total = async (items) => { § };', 'total', 'a.ts'],
  ['class Cart { total() { § } }', 'Cart.total'],
  ['class Cart { #total() { § } }', 'Cart.#total'],
  ['class Cart { static total = () => { § } }', 'Cart.total'],
  ['class Cart { constructor() { § } }', 'Cart.constructor'],
  ['class Cart { get total() { § } }', 'Cart.total'],
  ['const Cart = class { total() { § } };', 'Cart.total'],
  ['const api = { total() { § } };', 'total'],
  ['const api = { total: () => { § } };', 'total'],
  ['Cart.prototype.total = function () { § };', 'Cart.total'],
  ['exports.total = () => { § };', 'total'],
  ['module.exports.total = function () { § };', 'total'],
  ['export default function () { § }', 'default'],
  ['items.map((item) => { § });', null],
  ['function total() { items.map((item) => { § }); }', null],
  ['function total() { const tax = () => 1; § }', 'total'],
  ['const Cart = memo((props) => { § });', 'Cart', 'a.tsx'],
  ['const Cart = memo(() => <p onClick={() => { § }}>a</p>);', null, 'a.tsx'],
  ['const total = (() => { § }) as Total;', 'total', 'a.ts'],
  ['function total(this: Cart): asserts this is Full { § }', 'total', 'a.ts'],
  ['enum A { B } abstract class Cart<T> { protected total<K>(a: K): void { § } }', 'Cart.total', 'a.ts'],
  ['@component() class Cart { @memo() total() { § } }', 'Cart.total', 'a.ts'],
  ['§ const a = 1;', null],
  ['function total(a: number): number { return § }', 'total', 'a.js'],
  ['function broken( { §', null],
])('%s is in %s', (marked, expected, file = 'a.jsx') => {
  // The mark becomes a line of its own, so that every place is mapped.
  const map = mapOf(marked.replace('§', '\n'), file);
  expect(map.resolve(2, 1)?.functionName ?? null).toBe(expected);
});

test('functions of the scopes proposal come before those of the code', () => {
  const names = ['originalFunctionFoo', 'innerOriginalFunction', 'block'];
  const map = mapOf(null, 'original_0.js', { names, scopes: 'BAAA,BFKAA,BFFCC,BCFEE,CFE,CBC,CBA,CBA' });
  expect([1, 11, 16, 21, 26, 27, 28, 29].map((line) => map.resolve(line, 5)?.functionName ?? null)).toEqual([
    null,
    'originalFunctionFoo',
    'innerOriginalFunction',
    'innerOriginalFunction',
    'innerOriginalFunction',
    'originalFunctionFoo',
    null,
    null,
  ]);
});

test('sources without scopes, and siblings, keep their places', () => {
  const names = [
    'toplevelFunction1',
    'function',
    'toplevelFunction2',
    'toplevelFunction3',
    'toplevelFunction4',
  ];
  const map = mapOf(null, 'a.js', {
    names,
    scopes: 'BAAA,BHKFAC,CIB,BHCFEA,CIB,BHCFCA,CIB,BHCFCA,CIB,CCA,A',
  });
  const found = Array.from({ length: 60 }, (_, line) => map.resolve(line + 1, 7)?.functionName ?? null);
  expect([...new Set(found)]).toEqual([
    null,
    'toplevelFunction1',
    'toplevelFunction2',
    'toplevelFunction3',
    'toplevelFunction4',
  ]);
});

test.each(['!', 'B', 'C,C,C', 'BAAA,BAAA', ',,,'])(
  'damaged scopes %j are no reason to refuse a map',
  (scopes) => {
    expect(mapOf('const a = 1;', 'a.js', { scopes }).resolve(1, 1)?.line).toBe(1);
  },
);

test('hostile nesting of a source ends in a missing name', () => {
  const map = mapOf(`function a() {${'('.repeat(200_000)}`, 'a.js');
  expect(map.resolve(1, 1)).toMatchObject({ line: 1, functionName: null });
});
