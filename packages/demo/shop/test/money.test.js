import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney } from '../assets/money.js';

test('cents become a price', () => {
  assert.equal(formatMoney(1290), '€12.90');
  assert.equal(formatMoney(5), '€0.05');
  assert.equal(formatMoney(-250), '-€2.50');
});
