import { expect, test } from 'vitest';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { undefinedProperty } from '../testing/fixtures.ts';
import { findCrashToWatch } from './find-absence.ts';

/** The crash is on the line marked with 1, its caller on that with 2. */
function crashOf(code: string, error = undefinedProperty('name')) {
  const lines = code.split('\n');
  const frames = ['// 1', '// 2'].flatMap((mark): RepositoryFrame[] => {
    const line = lines.findIndex((text) => text.endsWith(mark)) + 1;
    return line === 0 ? [] : [{ path: 'a.js', line, column: null } as RepositoryFrame];
  });
  return findCrashToWatch({ frames, sources: new Map([['a.js', code]]) }, error);
}

const absences = (code: string, error = undefinedProperty('name')) =>
  crashOf(code, error)?.missing.map(({ absence }) => absence);
const text = (...texts: string[]) => ({ kind: 'text', texts, keys: [] });

test.each([
  [
    'a parameter',
    'function f(a) {\n  return a.name; // 1\n}',
    [{ kind: 'entry', root: 'a', keys: [] }, text('a')],
  ],
  [
    'a property of one',
    'const f = (a) =>\n  a.b[0].name; // 1',
    [{ kind: 'entry', root: 'a', keys: ['b', '0'] }, text('a.b[0]')],
  ],
  [
    'a variable that holds one',
    'function f(a) {\n  const { b: c } = a.d;\n  return c.name; // 1\n}',
    [{ kind: 'entry', root: 'a', keys: ['d', 'b'] }, text('c')],
  ],
  [
    'a field of the object',
    'class A { m() {\n  return this.b.name; // 1\n} }',
    [{ kind: 'entry', root: 'this', keys: ['b'] }, text('this.b')],
  ],
  [
    'the result of a call',
    'function f(a) {\n  const b = g( a );\n  return b.name; // 1\n}',
    [text('g(a)'), text('b')],
  ],
  [
    'one of several results',
    'function f(a) {\n  let b = null;\n  if (a) b = g(a); else b = h();\n  return b.name; // 1\n}',
    [text('h()'), text('g(a)'), text('g(a)', 'h()'), text('b')],
  ],
  [
    'an item of a loop',
    'function f(a) {\n  for (const b of a)\n    b.c.name; // 1\n}',
    [{ kind: 'item', name: 'b', keys: ['c'] }, text('b.c')],
  ],
  ['a computed property', 'function f(a, i) {\n  return a[i].name; // 1\n}', [text('a[i]')]],
  [
    'a name of outside',
    'let state;\nfunction f() {\n  return state.user.name; // 1\n}',
    [{ kind: 'entry', root: 'state', keys: ['user'] }, text('state.user')],
  ],
  [
    'what is taken apart',
    'function f(a) {\n  const { name } = a.b; // 1\n}',
    [{ kind: 'entry', root: 'a', keys: ['b'] }, text('a.b')],
  ],
])('%s', (_name, code, expected) => {
  expect(absences(code)).toEqual(expected);
});

test('an argument is followed to what the caller writes down', () => {
  const code =
    'function f(x, a) {\n  return a.name; // 1\n}\nfunction g(list) {\n  return list.map((each) => f(1, each.b)); // 2\n}';
  expect(crashOf(code)?.missing.map(({ words }) => words)).toEqual(['each.b', 'a', 'a']);
  expect(absences(code)?.[0]).toEqual({ kind: 'entry', root: 'each', keys: ['b'] });
});

test('what is called and is none', () => {
  const error = { type: 'TypeError', value: 'a.done is not a function' };
  expect(absences('function f(a) {\n  a.done(); // 1\n}', error)?.[0]).toEqual({
    kind: 'entry',
    root: 'a',
    keys: ['done'],
  });
});

test('what a package is handed, where it fails inside', () => {
  const code = 'function f(a) {\n  return known.isShort(a.title); // 1\n}';
  expect(absences(code, undefinedProperty('length'))?.[0]).toEqual({
    kind: 'entry',
    root: 'a',
    keys: ['title'],
  });
});

test('a parameter that is moved on', () => {
  const code = 'function f(node) {\n  while (node.name) // 1\n    node = next(node);\n}';
  expect(absences(code)).toEqual([text('next(node)'), text('node')]);
});

test('a key that is not written down', () => {
  const code = 'function f(known, key) {\n  return known[key] || 0; // 1\n}';
  expect(absences(code)?.[0]).toEqual({ kind: 'entry', root: 'known', keys: [] });
});

test('an error that is about no missing value, or lies in no function', () => {
  expect(
    crashOf('function f() {\n  throw new RangeError("x"); // 1\n}', { type: 'RangeError', value: 'x' }),
  ).toBeNull();
  expect(crashOf('const a = undefined;\na.name; // 1')).toBeNull();
});
