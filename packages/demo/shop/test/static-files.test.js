import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate } from '../server/static-files.js';

test('pages and assets are found', () => {
  assert.match(locate('/basket'), /pages.basket\.html$/);
  assert.match(locate('/assets/money.js'), /assets.money\.js$/);
});

test('nothing outside the folders is served', () => {
  assert.equal(locate('/assets/../server/main.js'), undefined);
  assert.equal(locate('/package.json'), undefined);
});
