import { expect, test } from 'vitest';
import { laterFailure } from './later-failure.ts';

const STACK = ['lib/cart.js', 'lib/shop.js'];
const failed = (message: string, ...frames: string[]): string =>
  ['  1) shop adds', `     ${message}`, ...frames.map((frame) => `      at sum (${frame})`)].join('\n');

test.each([
  [
    'a function further up',
    failed('TypeError: x is null', '/repo/lib/shop.js:3:7'),
    '',
    'TypeError: x is null',
  ],
  ['as mocha prints it', failed('TypeError: x is null', 'lib/shop.js:3:7'), '', 'TypeError: x is null'],
  ['a test', failed('TypeError: x is null', 'test/shop.js:3:7', 'lib/shop.js:3:7'), '', null],
  ['a package', failed('TypeError: x is null', 'node_modules/a/lib/shop.js:3:7'), '', null],
  ['an assertion', failed('AssertionError: 1 == 2', 'lib/shop.js:3:7'), '', null],
  ['what is printed anyway', failed('TypeError: x is null', 'lib/shop.js:3:7'), 'TypeError: x is null', null],
])('%s', (_name, forced, plain, expected) => {
  expect(laterFailure({ forced, plain }, STACK)).toBe(expected);
});
