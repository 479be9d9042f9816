import { expect, test } from 'vitest';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../analyze/syntax/walk.ts';
import { exposedText, findEntry } from './find-entry.ts';

/** The entry for the innermost function around the word HERE. */
function entryAt(text: string) {
  const file = parseSource('a.js', text);
  if (file === null) throw new Error('The text does not parse.');
  const at = text.indexOf('HERE');
  let innermost: FunctionNode | null = null;
  walk(file.program, (node) => {
    if (isFunction(node) && node.start <= at && at < node.end) innermost = node;
  });
  if (innermost === null) throw new Error('HERE is in no function.');
  return findEntry(file, innermost);
}

test.each([
  ['export function f(a, b = 1) { HERE; }', 'f', ['f'], 'function'],
  ['export const f = (a) => HERE;', 'f', ['f'], 'function'],
  ['export default function f() { HERE; }', 'default', ['default'], 'function'],
  ['function f() { HERE; }\nexport { f as g };', 'f', ['g'], 'function'],
  ['module.exports = { f() { HERE; } };', 'f', ['f'], 'function'],
  ['exports.f = function () { HERE; };', 'f', ['f'], 'function'],
  [
    'export const routes = [{}, { handler: async () => { HERE; } }];',
    'routes[1].handler',
    ['routes', 1, 'handler'],
    'function',
  ],
  ['export class A { m() { HERE; } }', 'A.prototype.m', ['A'], 'method'],
  ['export class A { static m() { HERE; } }', 'A.m', ['A'], 'static'],
  ['export class A { constructor() { HERE; } }', 'new A', ['A'], 'constructor'],
  [
    'function A() {}\nA.prototype.m = function () { HERE; };\nmodule.exports = { A };',
    'A.prototype.m',
    ['A'],
    'method',
  ],
  ['export function outer(list) { return list.map((item) => { HERE; }); }', 'outer', ['outer'], 'function'],
  ['function hidden() { HERE; }', 'hidden', ['bugsage_hidden'], 'function'],
])('%s', (text, label, access, kind) => {
  expect(entryAt(text)?.entry).toMatchObject({
    label,
    access,
    kind,
    exported: !String(access[0]).startsWith('bugsage_'),
  });
});

test('a function that cannot be reached has no entry', () => {
  expect(entryAt('start(() => { HERE; });')).toBeNull();
});

test('exports are added below, in the way of the module', () => {
  const file = parseSource('a.js', 'function f() {}\n');
  if (file === null) throw new Error('The text does not parse.');
  expect(exposedText(file, ['f', 'f'], true)).toBe('function f() {}\n\nexport { f as bugsage_f };');
  expect(exposedText(file, ['f'], false)).toBe('function f() {}\n\nmodule.exports.bugsage_f = f;');
});

test('parameters are known by name, default, parts and simple type', () => {
  const parameters = entryAt('export function f(a, { b = 2, onC } = {}, [d], ...rest) { HERE; }')?.entry
    .parameters;
  expect(parameters?.map(({ name, optional }) => [name, optional])).toEqual([
    ['a', false],
    ['options', true],
    ['value3', false],
    ['rest', false],
  ]);
  expect(parameters?.[1]?.fields['b']).toMatchObject({ name: 'b', optional: true });
  expect(parameters?.[1]?.fields['onC']).toMatchObject({ name: 'onC', optional: false });
});
