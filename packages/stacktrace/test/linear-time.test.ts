import { expect, test } from 'vitest';
import { framePath, isInAppFrame, parseJavaScriptStack } from '../src/index.ts';
import { timeGrowth } from '@bugsage/core/testing';

const QUADRATIC_FROM = 3.2;
const SIZE = 32_000;

test.each([
  ['open brackets', '('],
  ['at signs', '@'],
  ['eval inside eval', 'at eval (eval at '],
  ['frames', '    at f (/a.js:1:1)\n'],
  ['colons', ':1'],
  ['stars', 'a*'],
  ['carets', '^ '],
  ['type names', 'A.'],
])('%s: twice the text takes about twice the time', (_name, unit) => {
  const growth = timeGrowth((size) => parseJavaScriptStack(unit.repeat(size)), SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});

test.each(['/', '../', '%', 'a://', '\\'])('paths of %j', (unit) => {
  const growth = timeGrowth((size) => {
    const path = unit.repeat(size);
    framePath({ filename: null, abs_path: path, module: null });
    isInAppFrame({ platform: 'javascript', filename: null, abs_path: path, module: null, function: path });
  }, SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});
