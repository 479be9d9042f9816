import { expect, test } from 'vitest';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { precedentsOf } from './precedents.ts';
import { errorKeyOf } from './replay/error-key.ts';

const NOTHING = { $: 'undefined' };

function resultsOf(text: string, property: string, line: number): unknown {
  const file = parseSource('a.js', text);
  if (file === null) throw new Error('The text does not parse.');
  const expected = errorKeyOf('TypeError', `Cannot read properties of undefined (reading '${property}')`);
  return precedentsOf({ file, place: { line, column: null }, expected, edits: [] }).results;
}

test.each([
  ['a guard of the key it is looked up by', "if (id === '') return 0;", [0]],
  ['a guard of two', 'if (!id || rates === null) return null;', [null, null]],
  ['no result', 'if (!id) return;', [NOTHING]],
  ['a guard of something else', 'if (!other) return 0;', []],
  ['a condition that is no absence', 'if (id === 3) return 0;', []],
  ['a result that is computed', 'if (!id) return fallback(id);', []],
  ['a guard that does more', "if (!id) { log('none'); return 0; }", []],
])('%s', (_name, guard, expected) => {
  const text = `function rateOf(id, rates, other) {\n${guard}\nconst rate = rates.get(id);\nreturn rate.factor;\n}`;
  expect(resultsOf(text, 'factor', 4)).toEqual(expected);
});

test('another function that uses a value in the same way', () => {
  const text = `const titleOf = (one) => {
  if (!one.title) return '';
  return one.title.trim();
};
const sizeOf = (one) => {
  if (!one.size) return 4;
  return one.size.width;
};
const noteOf = (one) => {
  return one.note.trim();
};`;
  expect(resultsOf(text, 'trim', 10)).toEqual(['']);
});

test('plain values the function itself gives somewhere', () => {
  const text = `function rankOf(node) {
  switch (node.type) {
    case 'a': return 0;
    case 'b': return -1;
  }
  return node.list.map(() => { return 7; }).length || 20;
}`;
  const file = parseSource('a.js', text);
  const expected = errorKeyOf('TypeError', "Cannot read properties of undefined (reading 'type')");
  const place = { line: 2, column: null };
  expect(file && precedentsOf({ file, place, expected, edits: [] }).own).toEqual([0]);
});
