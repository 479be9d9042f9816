import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

test.each([
  ['https://github.com/acme/shop/pull/7', 'https://github.com/acme/shop/pull/7'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['//evil.example', null],
  ['', null],
  [null, null],
])('%j is linked as %j', (text, link) => {
  expect(safeLink(text)).toBe(link);
});
