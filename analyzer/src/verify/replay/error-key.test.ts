import { expect, test } from 'vitest';
import { errorKeyOf, isSameError } from './error-key.ts';

const V8 = "Cannot read properties of undefined (reading 'name')";

test.each([
  ['TypeError', V8, 'TypeError', V8, true],
  ['TypeError', "undefined is not an object (evaluating 'user.profile.name')", 'TypeError', V8, true],
  ['TypeError', 'user.profile is undefined', 'TypeError', V8, true],
  ['TypeError', V8, 'TypeError', "Cannot read properties of undefined (reading 'length')", false],
  ['TypeError', V8, 'TypeError', "Cannot read properties of null (reading 'name')", false],
  [
    'TypeError',
    'orders.filter is not a function',
    'TypeError',
    '(intermediate value).filter is not a function',
    true,
  ],
  ['TypeError', 'orders.filter is not a function', 'TypeError', 'orders.map is not a function', false],
  [
    'SyntaxError',
    `Unexpected token '<', "<html>" is not valid JSON`,
    'SyntaxError',
    'Unexpected token < in JSON at position 0',
    true,
  ],
  [
    'SyntaxError',
    `Unexpected token '<', "<html>" is not valid JSON`,
    'SyntaxError',
    'Unexpected end of JSON input',
    false,
  ],
  ['RangeError', 'Invalid array length: 17', 'RangeError', 'Invalid array length: 4', true],
  ['RangeError', 'Invalid array length', 'TypeError', 'Invalid array length', false],
])('%s: %s and %s: %s', (type, message, otherType, other, same) => {
  expect(isSameError(errorKeyOf(type, message), errorKeyOf(otherType, other))).toBe(same);
});
