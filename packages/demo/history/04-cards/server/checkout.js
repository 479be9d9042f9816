import { findCustomer } from './customers.js';
import { HttpError, readJson } from './http.js';
import { saveOrder } from './order-store.js';
import { chargeCard } from './payments.js';
import { priceBasket } from './pricing.js';
import { sessionFor } from './session.js';

const FLAT_SHIPPING = 690;

/** Turns a basket into an order: prices it, takes the money, stores it. */
export async function placeOrder(session, { payment, cardToken }) {
  const { basket, customerId } = session;
  if (basket.lines.length === 0) throw new HttpError(400, 'The basket is empty.');
  const price = priceBasket(basket, findCustomer(customerId));
  const total = price.total + FLAT_SHIPPING;
  const paymentId = payment === 'card' ? await chargeCard(cardToken, total) : null;
  const order = await saveOrder({ customerId, status: 'placed', lines: basket.lines, total, paymentId });
  session.basket = { lines: [] };
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
      return { status: 201, body: { order } };
    },
  },
];
