import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findProduct, listProducts } from '../server/catalog.js';

test('a search needs every word, in the name or the tags', () => {
  assert.deepEqual(
    listProducts('black citrus').map((product) => product.sku),
    ['earl-100'],
  );
  assert.equal(listProducts('black coffee').length, 0);
});

test('an empty search lists everything', () => {
  assert.equal(listProducts().length, 6);
});

test('products are found by sku', () => {
  assert.equal(findProduct('mint-60').price, 590);
  assert.equal(findProduct('coffee'), undefined);
});
