import { expect, test } from 'vitest';
import { isJsonDeeperThan } from './json-depth.ts';

test.each([
  ['', 0, false],
  ['{}', 0, true],
  ['{"a":[1,{}]}', 3, false],
  ['{"a":[1,{}]}', 2, true],
  ['[[],[],[]]', 2, false],
  [String.raw`["[[[\"[[["]`, 1, false],
  [String.raw`["\\",[[1]]]`, 2, true],
  ['"[[[', 0, false],
  ['['.repeat(1_000_000), 64, true],
])('%.20s with at most %d levels: %s', (text, depthMax, isDeeper) => {
  expect(isJsonDeeperThan(text, depthMax)).toBe(isDeeper);
});
