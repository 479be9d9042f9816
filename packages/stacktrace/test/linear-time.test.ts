import { expect, test } from 'vitest';
import { framePath, isInAppFrame, parseJavaScriptStack, parseStackTrace } from '../src/index.ts';
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

test.each([
  '(',
  '[',
  'at a.b',
  'at a.b(\n',
  '    at f (/a.js:1:1)\n',
  '\tat a.b(A.java:1)\n',
  'Caused by: a.B: c\n',
  '  File "a", line 1, in b\n',
  'a.b(0x1)\n\t/a.go:1 +0x1\n',
  '#0 /a.php(1): b()\n',
  "a.rb:1:in 'b'\n",
  '  | ',
  ' ---> ',
  '[cause]: E: x\n',
  '    E: x\n    at f (/a.js:1:1),\n',
  '::A',
  'A.',
  '\u001B[1m',
  'Line 1 of linked script ',
])('text traces made of %j', (unit) => {
  const growth = timeGrowth((size) => parseStackTrace(unit.repeat(size / unit.length)), 8 * SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});
