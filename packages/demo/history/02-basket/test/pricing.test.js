import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memberDiscount, priceBasket, subtotalOf } from '../server/pricing.js';

test('lines add up, teas we stopped selling count nothing', () => {
  const lines = [
    { sku: 'mint-60', quantity: 2 },
    { sku: 'gone', quantity: 9 },
  ];
  assert.equal(subtotalOf(lines), 1180);
});

test('members get their percentage, guests nothing', () => {
  assert.equal(memberDiscount(1000, { membership: { percent: 5 } }), 50);
  assert.equal(memberDiscount(1000, { membership: null }), 0);
  assert.equal(memberDiscount(1000, undefined), 0);
});

test('members pay less for a whole basket', () => {
  const basket = { lines: [{ sku: 'pot-600', quantity: 1 }] };
  assert.deepEqual(priceBasket(basket, { membership: { percent: 5 } }), {
    subtotal: 4900,
    member: 245,
    total: 4655,
  });
});
