import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRoute } from '../server/router.js';

const routes = [
  { method: 'GET', path: '/api/products', handler: 'list' },
  { method: 'GET', path: '/api/products/:sku', handler: 'show' },
];

test('a path without parameters matches itself only', () => {
  assert.deepEqual(matchRoute(routes, 'GET', '/api/products'), { handler: 'list', params: {} });
  assert.equal(matchRoute(routes, 'GET', '/api'), undefined);
});

test('a named segment becomes a decoded parameter', () => {
  assert.deepEqual(matchRoute(routes, 'GET', '/api/products/a%20b'), {
    handler: 'show',
    params: { sku: 'a b' },
  });
});

test('the method has to match', () => {
  assert.equal(matchRoute(routes, 'POST', '/api/products'), undefined);
});
