import { expect, test } from 'vitest';
import { normFunction } from './norm-function.ts';

test.each([
  ['total', 'total'],
  ['Cart.total', 'total'],
  ['async Cart.total', 'total'],
  ['Cart.total [as sum]', 'total'],
  ['Cart.prototype.total', 'total'],
  ['new Cart', 'Cart'],
  ['bound total', 'total'],
  ['total$1', 'total'],
  ['handler42', 'handler'],
  ['n/</<', '?'],
  ['Object.<anonymous>', '?'],
  ['<anonymous>', '?'],
  ['t', '?'],
  ['ab', '?'],
  [null, '?'],
])('JavaScript %s -> %s', (name, expected) => {
  expect(normFunction(name, true)).toBe(expected);
});

test.each([
  ['main', 'main'],
  ['f', 'f'],
  ['(*Server).Serve', 'Serve'],
  ['shop::cart::total<T>', 'total'],
  ['Cart::Total(int, char)', 'Total'],
  ['<module>', 'module'],
  ['render.cold.1', 'render'],
  ['total [clone .isra.0]', 'total'],
])('other platforms %s -> %s', (name, expected) => {
  expect(normFunction(name, false)).toBe(expected);
});
