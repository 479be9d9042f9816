import { expect, test } from 'vitest';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../analyze/syntax/walk.ts';
import { instrument } from './instrument.ts';

function instrumented(text: string) {
  const file = parseSource('a.js', text);
  if (file === null) throw new Error('The text does not parse.');
  let owner: FunctionNode | null = null;
  walk(file.program, (node) => {
    if (owner === null && isFunction(node)) owner = node;
  });
  if (owner === null) throw new Error('The text has no function.');
  return instrument(file, owner);
}

const site = 'globalThis.bugsageSite';

test.each([
  [
    'a call',
    'function f(a) { g(a.b, 1 + 2); }',
    `function f(a) { ${site}("g#0", [a.b, "(not evaluated twice)"], () => g(a.b, 1 + 2)); }`,
  ],
  [
    'calls of calls',
    'function f() { g().h(); }',
    `function f() { ${site}("g().h#0", [], () => ${site}("g#0", [], () => g()).h()); }`,
  ],
  [
    'an awaited call',
    'async function f() { await g(); }',
    `async function f() { await ${site}("g#0", [], () => g()); }`,
  ],
  ['an await in an argument', 'async function f() { g(await 1); }', 'async function f() { g(await 1); }'],
  ['a whole chain', 'function f(a) { a?.b(); }', `function f(a) { ${site}("a.b#0", [], () => a?.b()); }`],
  ['the start of a chain', 'function f(a) { a?.b().c; }', 'function f(a) { a?.b().c; }'],
  [
    'super',
    'class A extends B { constructor() { super(1); super.x(); } }',
    'class A extends B { constructor() { super(1); super.x(); } }',
  ],
])('%s', (_what, text, expected) => {
  const { text: changed } = instrumented(text);
  expect(changed).toBe(expected);
  expect(parseSource('a.js', changed)).not.toBeNull();
});

test('offsets move with what is put before them', () => {
  const text = 'function f(a) { g(a); return a.b; }';
  const { text: changed, offsetOf, sites } = instrumented(text);
  const moved = offsetOf(text.indexOf('a.b'));
  expect(changed.slice(moved, moved + 3)).toBe('a.b');
  expect(sites).toEqual([{ key: 'g#0', start: 16, end: 20 }]);
});
