import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLine, weightOf } from '../server/basket.js';

test('the same tea twice is one line', () => {
  const basket = { lines: [] };
  addLine(basket, 'mint-60', 1);
  addLine(basket, 'mint-60', 2);
  assert.deepEqual(basket.lines, [{ sku: 'mint-60', quantity: 3 }]);
});

test('a line holds at most twenty', () => {
  const basket = { lines: [] };
  addLine(basket, 'mint-60', 25);
  assert.equal(basket.lines[0].quantity, 20);
});

test('unknown teas and odd quantities are refused', () => {
  assert.throws(() => addLine({ lines: [] }, 'coffee', 1), { status: 404 });
  assert.throws(() => addLine({ lines: [] }, 'mint-60', 0.5), { status: 400 });
});

test('the weight counts every piece', () => {
  assert.equal(weightOf({ lines: [{ sku: 'mint-60', quantity: 2 }] }), 150);
});
