import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuantity, stepQuantity } from '../assets/quantity.js';

test('a step changes the input and tells the listener', () => {
  const input = { value: '2' };
  const heard = [];
  assert.equal(stepQuantity(input, 1, { onChange: (value) => heard.push(value) }), 3);
  assert.equal(input.value, '3');
  assert.deepEqual(heard, [3]);
});

test('the bounds hold', () => {
  const heard = [];
  const onChange = (value) => heard.push(value);
  assert.equal(stepQuantity({ value: '20' }, 1, { onChange }), 20);
  assert.equal(stepQuantity({ value: '1' }, -1, { onChange }), 1);
  assert.deepEqual(heard, []);
});

test('typed nonsense becomes one', () => {
  assert.equal(readQuantity({ value: '7' }), 7);
  assert.equal(readQuantity({ value: 'many' }), 1);
});
