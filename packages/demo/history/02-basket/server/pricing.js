import { findProduct } from './catalog.js';

/** Prices a basket for a customer (undefined for guests); all amounts in cents. */
export function priceBasket(basket, customer) {
  const subtotal = subtotalOf(basket.lines);
  const member = memberDiscount(subtotal, customer);
  return { subtotal, member, total: subtotal - member };
}

export function subtotalOf(lines) {
  return lines.reduce((sum, line) => {
    const product = findProduct(line.sku);
    if (!product) return sum;
    return sum + product.price * line.quantity;
  }, 0);
}

export function memberDiscount(subtotal, customer) {
  const membership = customer?.membership;
  if (!membership) return 0;
  return Math.round((subtotal * membership.percent) / 100);
}
