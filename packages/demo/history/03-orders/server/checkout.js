import { findCustomer } from './customers.js';
import { HttpError } from './http.js';
import { saveOrder } from './order-store.js';
import { priceBasket } from './pricing.js';
import { sessionFor } from './session.js';

const FLAT_SHIPPING = 690;

/** Turns a basket into an order: prices it and stores it. */
export async function placeOrder(session) {
  const { basket, customerId } = session;
  if (basket.lines.length === 0) throw new HttpError(400, 'The basket is empty.');
  const price = priceBasket(basket, findCustomer(customerId));
  const total = price.total + FLAT_SHIPPING;
  const order = await saveOrder({ customerId, status: 'placed', lines: basket.lines, total });
  session.basket = { lines: [] };
  return order;
}

export const checkoutRoutes = [
  {
    method: 'POST',
    path: '/api/checkout',
    handler: async ({ request, response }) => {
      const session = sessionFor(request, response);
      const order = await placeOrder(session);
      return { status: 201, body: { order } };
    },
  },
];
