import { findProduct } from './catalog.js';
import { findCoupon } from './coupons.js';

/** Prices a basket for a customer (undefined for guests); all amounts in cents. */
export function priceBasket(basket, customer) {
  const subtotal = subtotalOf(basket.lines);
  const member = memberDiscount(subtotal, customer);
  const coupon = couponDiscount(subtotal - member, basket.couponCode);
  return { subtotal, member, coupon, total: subtotal - member - coupon };
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

export function couponDiscount(subtotal, code) {
  if (!code) return 0;
  const coupon = findCoupon(code);
  if (subtotal < coupon.minimum) return 0;
  return Math.round((subtotal * coupon.percent) / 100);
}
