import { expect, test } from 'vitest';
import { parseSentAt } from './received-event.ts';

test.each([
  ['2026-11-23T03:18:00Z', 1_795_403_880_000],
  [1_700_000_000.5, 1_700_000_000_500],
  ['soon', null],
  [Infinity, null],
  [undefined, null],
  [{}, null],
])('sent at %s is %s', (value, milliseconds) => {
  expect(parseSentAt(value)).toBe(milliseconds);
});
