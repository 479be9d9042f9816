/** Number of things in a basket. */
export function countItems(basket) {
  return basket.lines.reduce((count, line) => count + line.quantity, 0);
}

/** Shows the number of things in the header. */
export function updateBasketBadge(basket, root = document) {
  const count = countItems(basket);
  const badge = root.querySelector('[data-basket-count]');
  badge.textContent = String(count);
}

/** Tells screen readers what changed, on pages that have a live region. */
export function announceBasket(basket, root = document) {
  const region = root.querySelector('[data-announcements]');
  if (!region) return;
  const count = countItems(basket);
  region.textContent = count === 1 ? 'One thing in your basket' : `${count} things in your basket`;
}
