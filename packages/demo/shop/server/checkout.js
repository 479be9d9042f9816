import { findCustomer } from './customers.js';
import { HttpError, readJson } from './http.js';
import { saveOrder } from './order-store.js';
import { chargeCard } from './payments.js';
import { priceBasket } from './pricing.js';
import { refreshRecommendations } from './recommendations.js';
import { sessionFor } from './session.js';
import { quoteShipping } from './shipping.js';

/** Turns a basket into an order: prices it, ships it, takes the money, stores it. */
export async function placeOrder(session, { country, payment, cardToken }) {
  const { basket, customerId } = session;
  if (basket.lines.length === 0) throw new HttpError(400, 'The basket is empty.');
  const shipping = await quoteShipping(basket, country ?? 'DE');
  const price = priceBasket(basket, findCustomer(customerId));
  const total = price.total + shipping.price;
  const paymentId = payment === 'card' ? await chargeCard(cardToken, total) : null;
  const order = await saveOrder({
    customerId,
    status: 'placed',
    lines: basket.lines,
    shipping,
    total,
    paymentId,
  });
  session.basket = { lines: [], couponCode: null };
  return order;
}

export const checkoutRoutes = [
  {
    method: 'POST',
    path: '/api/checkout',
    handler: async ({ request, response }) => {
      const choices = await readJson(request);
      const session = sessionFor(request, response);
      const order = await placeOrder(session, choices);
      // Nobody waits for this: the list is for the customer's next visit.
      if (order.customerId) void refreshRecommendations(order.customerId);
      return { status: 201, body: { order } };
    },
  },
];
