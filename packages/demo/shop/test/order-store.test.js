import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOrder, listOrders, saveOrder } from '../server/order-store.js';

test('orders of a customer come newest first', async () => {
  const orders = await listOrders('c-100');
  assert.deepEqual(
    orders.map((order) => order.id),
    ['o-1002', 'o-1000'],
  );
});

test('a saved order gets the next number', async () => {
  const order = await saveOrder({ customerId: 'c-101', status: 'placed', lines: [] });
  assert.equal(order.id, 'o-1003');
  assert.equal((await findOrder('o-1003')).customerId, 'c-101');
});
