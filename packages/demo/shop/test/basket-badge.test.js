import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announceBasket, countItems, updateBasketBadge } from '../assets/basket-badge.js';

const basket = {
  lines: [
    { sku: 'mint-60', quantity: 2 },
    { sku: 'pot-600', quantity: 1 },
  ],
};

function pageWith(selector) {
  const element = { textContent: '' };
  return { element, querySelector: (wanted) => (wanted === selector ? element : null) };
}

test('quantities are counted, not lines', () => {
  assert.equal(countItems(basket), 3);
});

test('the badge shows the count', () => {
  const page = pageWith('[data-basket-count]');
  updateBasketBadge(basket, page);
  assert.equal(page.element.textContent, '3');
});

test('a change is announced where the page has a live region', () => {
  const page = pageWith('[data-announcements]');
  announceBasket(basket, page);
  assert.equal(page.element.textContent, '3 things in your basket');
  announceBasket(basket, pageWith('nothing'));
});
