import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '../server/catalog.js';
import { rank, recommendationsFor } from '../server/recommendations.js';

test('teas that share tags come first, bought teas are left out', () => {
  const ranked = rank([{ lines: [{ sku: 'assam-100', quantity: 1 }] }], listProducts());
  assert.equal(ranked[0].sku, 'earl-100');
  assert.ok(ranked.every((product) => product.sku !== 'assam-100'));
});

test('guests see the start of the catalogue', async () => {
  const products = await recommendationsFor(null);
  assert.deepEqual(
    products.map((product) => product.sku),
    ['assam-100', 'sencha-100', 'oolong-80'],
  );
});
