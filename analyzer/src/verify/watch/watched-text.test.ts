import { expect, test } from 'vitest';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { parseSource } from '../../analyze/syntax/parse-source.ts';
import { undefinedProperty } from '../testing/fixtures.ts';
import { findCrashToWatch } from './find-absence.ts';
import { watchedText } from './watched-text.ts';

/** The file as it is watched for the crash on the line that ends with `// 1`. */
function watched(code: string): string {
  const line = code.split('\n').findIndex((text) => text.endsWith('// 1')) + 1;
  const frame = { path: 'a.js', line, column: null } as RepositoryFrame;
  const found = findCrashToWatch(
    { frames: [frame], sources: new Map([['a.js', code]]) },
    undefinedProperty('name'),
  );
  const [missing] = found?.missing ?? [];
  if (found === null || missing === undefined) throw new Error('Nothing is missing there.');
  const { before, after } = watchedText(found.file, { call: missing, crash: found.accused });
  return `${before}${after}`;
}

test.each([
  ['a statement', 'function f(a) {\n  a.b.name; // 1\n}', true],
  ['a result', 'function f(a) {\n  return a.b.name; // 1\n}', true],
  ['a variable', 'function f(a) {\n  const c = a.b.name; // 1\n  return c;\n}', true],
  ['a condition', 'function f(a) {\n  if (a.b.name) return 1; // 1\n}', true],
  ['a loop over a list', 'function f(a) {\n  for (const c of a.b.name) c(); // 1\n}', true],
  ['the body of an arrow', 'const f = (a) =>\n  a.b.name; // 1', true],
  ['a case', 'function f(a) {\n  switch (1) {\n    case a.b.name: // 1\n      return 2;\n  }\n}', true],
  ['a default in a pattern', 'function f(a) {\n  const { c = a.b.name } = a; // 1\n  return c;\n}', false],
  ['a default of an inner function', 'function f(a) {\n  function g(c = a.b.name) {} // 1\n  g();\n}', false],
  ['a class', 'function f(a) {\n  class C extends a.b.name {} // 1\n  return C;\n}', false],
])('%s that is watched still is one', (_name, code, isNear) => {
  const text = watched(code);
  const file = parseSource('a.js', text);
  expect(file, text).not.toBeNull();
  const kinds = (program: unknown) =>
    JSON.stringify(program, (key, value: unknown) => (key === 'parent' ? undefined : value));
  for (const kind of ['ClassDeclaration', 'FunctionDeclaration'])
    expect(kinds(file?.program).split(kind).length, text).toBe(
      kinds(parseSource('a.js', code)?.program).split(kind).length,
    );
  expect(text.includes('.near('), text).toBe(isNear);
  expect(text.split('\n')).toHaveLength(code.split('\n').length);
});
