import { expect, test } from 'vitest';
import { parseJavaScriptStack } from './parse-javascript-stack.ts';
import { STACK_LIMITS } from './limits.ts';

type Row = readonly [
  engine: string,
  line: string,
  functionName: string | null,
  file: string | null,
  line: number | null,
  column: number | null,
];

const LINES: readonly Row[] = [
  ['V8', '    at total (/srv/shop/cart.js:3:9)', 'total', '/srv/shop/cart.js', 3, 9],
  ['V8 without a name', '    at /srv/shop/cart.js:3:9', null, '/srv/shop/cart.js', 3, 9],
  [
    'V8 async',
    '    at async Cart.total (file:///srv/shop/cart.js:3:9)',
    'Cart.total',
    'file:///srv/shop/cart.js',
    3,
    9,
  ],
  ['V8 promise index', '    at async Promise.all (index 0)', 'Promise.all', null, null, null],
  ['V8 alias', '    at Cart.sum [as total] (/a.js:1:2)', 'Cart.sum [as total]', '/a.js', 1, 2],
  ['V8 constructor', '    at new Cart (/a.js:1:2)', 'new Cart', '/a.js', 1, 2],
  [
    'V8 runtime',
    '    at process.nextTick (node:internal/process:91:5)',
    'process.nextTick',
    'node:internal/process',
    91,
    5,
  ],
  [
    'V8 eval',
    '    at eval (eval at run (http://h/a.js:21:17), <anonymous>:1:30)',
    'eval',
    'http://h/a.js',
    21,
    17,
  ],
  ['V8 native', '    at Array.map (<anonymous>)', 'Array.map', '<anonymous>', null, null],
  ['V8 brackets in the path', '    at f (/srv/shop (old)/a.js:1:2)', 'f', '/srv/shop (old)/a.js', 1, 2],
  ['V8 Windows', '    at f (C:\\shop\\a.js:1:2)', 'f', 'C:\\shop\\a.js', 1, 2],
  ['Hermes', '    at f (address at index.android.bundle:1:74709)', 'f', 'index.android.bundle', 1, 74_710],
  ['SpiderMonkey', 'total@https://h/cart.js:3:9', 'total', 'https://h/cart.js', 3, 9],
  ['SpiderMonkey async', 'async*total@https://h/cart.js:3:9', 'total', 'https://h/cart.js', 3, 9],
  ['SpiderMonkey without a name', '@https://h/cart.js:3:9', null, 'https://h/cart.js', 3, 9],
  ['SpiderMonkey eval', 'f@http://h/a.js line 26 > eval line 2 > eval:1:30', 'f', 'http://h/a.js', 26, null],
  [
    'SpiderMonkey at sign in the URL',
    'f@https://h/lib@1.2.3/a.js:3:9',
    'f',
    'https://h/lib@1.2.3/a.js',
    3,
    9,
  ],
  ['SpiderMonkey at sign in the name', 'obj["@f"]@https://h/a.js:3:9', 'obj["@f"]', 'https://h/a.js', 3, 9],
  ['JavaScriptCore native', 'forEach@[native code]', 'forEach', '[native code]', null, null],
  ['JavaScriptCore global', 'global code@https://h/a.js:1:1', 'global code', 'https://h/a.js', 1, 1],
  ['JavaScriptCore without a name', 'https://h/a.js:48:22', null, 'https://h/a.js', 48, 22],
];

test.each(LINES)('%s: %s', (_engine, line, functionName, file, lineno, colno) => {
  const [frame] = parseJavaScriptStack(line).frames;
  expect(frame).toMatchObject({ function: functionName, abs_path: file, lineno, colno });
});

test('frames are ordered oldest call first', () => {
  const { frames } = parseJavaScriptStack('Error: x\n    at inner (/a.js:1:1)\n    at outer (/a.js:9:1)');
  expect(frames.map((frame) => frame.function)).toEqual(['outer', 'inner']);
});

test.each([
  ['TypeError: x is undefined\n    at f (/a.js:1:1)', 'TypeError', 'x is undefined'],
  ['Error: one\ntwo\n    at f (/a.js:1:1)', 'Error', 'one\ntwo'],
  ['Error\n    at f (/a.js:1:1)', 'Error', ''],
  ['TypeError [ERR_X]: no\n    at f (/a.js:1:1)', 'TypeError', 'no'],
  ['Uncaught (in promise) RangeError: far\n    at f (/a.js:1:1)', 'RangeError', 'far'],
  ['/srv/a.js:3\n  throw x\n  ^\n\nTypeError: no\n    at f (/a.js:1:1)', 'TypeError', 'no'],
  ['payment: declined\n    at f (/a.js:1:1)', null, 'payment: declined'],
  ['f@https://h/a.js:1:1', null, null],
  ['only words', null, 'only words'],
])('%j has type %j', (text, type, value) => {
  expect(parseJavaScriptStack(text)).toMatchObject({ type, value });
});

test('the stack of a cause is not taken for the stack of the error', () => {
  const text = 'Error: outer\n    at f (/a.js:1:1) {\n  [cause]: TypeError: inner\n      at g (/b.js:2:2)\n}';
  expect(parseJavaScriptStack(text).frames.map((frame) => frame.function)).toEqual(['f']);
});

test('lines and length are bounded', () => {
  const text = `Error: x\n${'    at f (/a.js:1:1)\n'.repeat(STACK_LIMITS.stackLinesMax * 3)}`;
  expect(parseJavaScriptStack(text).frames.length).toBeLessThan(STACK_LIMITS.stackLinesMax);
  const [frame] = parseJavaScriptStack(`    at f (data:text/javascript,${'a'.repeat(100_000)}:7:8)`).frames;
  expect(frame).toMatchObject({ function: 'f', lineno: 7, colno: 8 });
});
