import assert from 'node:assert/strict';
import { test } from 'node:test';
import { couponDiscount, memberDiscount, priceBasket, subtotalOf } from '../server/pricing.js';

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

test('a coupon counts from its minimum on', () => {
  assert.equal(couponDiscount(5000, 'TEAPOT15'), 750);
  assert.equal(couponDiscount(4499, 'TEAPOT15'), 0);
  assert.equal(couponDiscount(5000, null), 0);
});

test('coupons are taken in any case', () => {
  assert.equal(couponDiscount(2000, ' spring10 '), 200);
});

test('the coupon applies to what the member discount left', () => {
  const basket = { lines: [{ sku: 'pot-600', quantity: 1 }], couponCode: 'TEAPOT15' };
  assert.deepEqual(priceBasket(basket, { membership: { percent: 5 } }), {
    subtotal: 4900,
    member: 245,
    coupon: 698,
    total: 3957,
  });
});
