import { expect, test } from 'vitest';
import { classifyMessage } from './message-class.ts';

type Row = readonly [className: string, subject: string | null, type: string, message: string];

const ROWS: readonly Row[] = [
  ['nullish-access', 'price', 'TypeError', "Cannot read properties of undefined (reading 'price')"],
  ['nullish-access', 'price', 'TypeError', "Cannot set properties of null (setting 'price')"],
  ['nullish-access', 'price', 'TypeError', "Cannot read property 'price' of undefined"],
  ['nullish-access', 'price', 'TypeError', 'can\'t access property "price", item is undefined'],
  ['nullish-access', 'price', 'TypeError', "undefined is not an object (evaluating 'item.price')"],
  ['nullish-access', 'price', 'TypeError', "null is not an object (evaluating 'a.item.price = 1')"],
  ['nullish-access', 'price', 'TypeError', "Unable to get property 'price' of undefined or null reference"],
  ['nullish-access', null, 'TypeError', 'item is undefined'],
  ['not-a-function', 'total', 'TypeError', 'cart.total is not a function'],
  [
    'not-a-function',
    'total',
    'TypeError',
    "cart.total is not a function. (In 'cart.total()', 'cart.total' is undefined)",
  ],
  ['not-a-function', 'total', 'TypeError', "undefined is not a function (evaluating 'cart.total()')"],
  ['not-a-function', 'total', 'TypeError', '(0 , cart.total) is not a function'],
  ['not-a-function', 'total', 'TypeError', "Object doesn't support property or method 'total'"],
  ['not-defined', 'cart', 'ReferenceError', 'cart is not defined'],
  ['not-defined', 'cart', 'ReferenceError', "Can't find variable: cart"],
  ['const-assign', null, 'TypeError', 'Assignment to constant variable.'],
  ['const-assign', null, 'TypeError', "invalid assignment to const 'x'"],
  ['not-iterable', null, 'TypeError', 'items is not iterable'],
  ['not-iterable', null, 'TypeError', "undefined is not a function (near '...[a] of b...')"],
  ['stack-overflow', null, 'RangeError', 'Maximum call stack size exceeded'],
  ['stack-overflow', null, 'InternalError', 'too much recursion'],
  ['fetch-failed', null, 'TypeError', 'Failed to fetch'],
  ['fetch-failed', null, 'TypeError', 'Load failed'],
  ['json-syntax', null, 'SyntaxError', 'Unexpected token < in JSON at position 0'],
  ['json-syntax', null, 'SyntaxError', 'Unexpected token \'<\', "<!doctype"... is not valid JSON'],
  [
    'json-syntax',
    null,
    'SyntaxError',
    'JSON.parse: unexpected character at line 1 column 1 of the JSON data',
  ],
  ['json-syntax', null, 'SyntaxError', "JSON Parse error: Unrecognized token '<'"],
  ['chunk-load', null, 'ChunkLoadError', 'Loading chunk 7 failed.'],
  ['chunk-load', null, 'TypeError', 'Failed to fetch dynamically imported module: https://h/a.js'],
  ['script-error', null, 'Error', 'Script error.'],
  ['react', 'error-31', 'Error', 'Minified React error #31; visit https://react.dev/errors/31?args[]=object'],
];

test.each(ROWS)('%s %s: %s: %s', (name, subject, type, message) => {
  expect(classifyMessage(type, message)).toMatchObject({ name, subject });
});

test.each([
  ['Error', 'user is null'],
  ['Error', 'checkout is not a function we offer'],
  ['TypeError', 'total must be a number'],
])('%s: %s is its own message', (type, message) => {
  expect(classifyMessage(type, message)).toBeNull();
});

test('names of one or two characters are a minifier’s and do not divide', () => {
  expect(classifyMessage('TypeError', 't is not a function')).toMatchObject({
    name: 'not-a-function',
    subject: null,
  });
});
