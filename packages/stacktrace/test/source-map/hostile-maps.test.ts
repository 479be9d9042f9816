import { expect, test } from 'vitest';
import { compileSourceMap, openCompiledMap } from '../../src/index.ts';
import { timeGrowth } from '@bugsage/core/testing';

const base = { version: 3, sources: ['a.js'], names: [], mappings: 'AAAA' };
const compile = (map: unknown) => compileSourceMap(typeof map === 'string' ? map : JSON.stringify(map));

test.each([
  ['no JSON', 'function () {}', 'map_invalid', 'not JSON'],
  ['an HTML page', '<!doctype html><title>404</title>', 'map_invalid', 'not JSON'],
  ['a list', [], 'map_invalid', 'no object'],
  ['an old version', { ...base, version: 2 }, 'map_invalid', 'version is 2'],
  ['deltas below zero', { ...base, mappings: 'AAAA,AADA' }, 'map_invalid', 'original line -1'],
  ['a source out of range', { ...base, mappings: 'ACAA' }, 'map_invalid', 'source index 1'],
  ['a name out of range', { ...base, mappings: 'AAAAA' }, 'map_invalid', 'name index 0'],
  ['a number above 32 bits', { ...base, mappings: 'ggggggE' }, 'map_invalid', 'exceeds 32 bits'],
  [
    'letters that look like digits in their low byte',
    { ...base, mappings: '\u0141\u0141\u0141\u0141' },
    'map_invalid',
    'no base64 digits',
  ],
  ['three fields', { ...base, mappings: 'AAA' }, 'map_invalid', '3 fields'],
  [
    'sections inside sections',
    { version: 3, sections: [{ offset: { line: 0, column: 0 }, map: { version: 3, sections: [] } }] },
    'map_invalid',
    'index map itself',
  ],
  [
    'an offset below zero',
    { version: 3, sections: [{ offset: { line: -1, column: 0 }, map: base }] },
    'map_invalid',
    'line offset',
  ],
  [
    'an offset far away',
    { version: 3, sections: [{ offset: { line: 2_000_000_000, column: 0 }, map: base }] },
    'map_too_large',
    'generated lines',
  ],
  [
    'many sections',
    {
      version: 3,
      sections: Array.from({ length: 10_001 }, (_, line) => ({ offset: { line, column: 0 }, map: base })),
    },
    'map_too_large',
    'sections',
  ],
])('%s', (_name, map, code, why) => {
  expect(compile(map)).toEqual({ ok: false, error: { code, why: expect.stringContaining(why) as string } });
});

test.each([
  ['lines', ';', 'generated lines'],
  ['segments', 'AAAA,', 'segments'],
])('a hundred megabytes of %s are refused before anything of that size is kept', (_name, unit, why) => {
  const mappings = unit.repeat((100 * 1024 * 1024) / unit.length);
  expect(compile(`{"version":3,"sources":["a.js"],"names":[],"mappings":"${mappings}"}`)).toEqual({
    ok: false,
    error: { code: 'map_too_large', why: expect.stringContaining(why) as string },
  });
});

test('deep JSON is no danger', () => {
  expect(compile(`{"version":3,"sections":${'['.repeat(100_000)}`).ok).toBe(false);
  expect(compile(`{"version":3,"x":${'['.repeat(5000)}${']'.repeat(5000)}}`).ok).toBe(false);
});

test.each(['AAAA,', 'A,', ';', 'AACA;', 'gggggggggA,', 'CAAC,DAAD,'])(
  'mappings of %j take linear time',
  (unit) => {
    const growth = timeGrowth((size) => {
      compile({ ...base, mappings: unit.repeat(size / unit.length) });
    }, 200_000);
    expect(growth).toBeLessThan(3.2);
  },
);

test('a line with unsorted segments is sorted, not searched', () => {
  const compiled = compile({ ...base, mappings: 'UAAA,LAAC,EAAC' });
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  expect([6, 8, 11].map((column) => opened.value.resolve(1, column)?.column)).toEqual([2, 3, 1]);
});
