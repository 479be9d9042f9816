import { findProduct } from './catalog.js';
import { findCustomer } from './customers.js';
import { HttpError, readJson } from './http.js';
import { priceBasket } from './pricing.js';
import { sessionFor } from './session.js';

const QUANTITY_MAX = 20;

export function addLine(basket, sku, quantity) {
  if (!findProduct(sku)) throw new HttpError(404, 'We do not sell this tea.');
  if (!Number.isInteger(quantity) || quantity < 1) throw new HttpError(400, 'Choose at least one.');
  const line = basket.lines.find((candidate) => candidate.sku === sku);
  if (line) {
    line.quantity = Math.min(QUANTITY_MAX, line.quantity + quantity);
  } else {
    basket.lines.push({ sku, quantity: Math.min(QUANTITY_MAX, quantity) });
  }
}

export function weightOf(basket) {
  return basket.lines.reduce((grams, line) => grams + findProduct(line.sku).grams * line.quantity, 0);
}

function describe(session) {
  return {
    body: { basket: session.basket, price: priceBasket(session.basket, findCustomer(session.customerId)) },
  };
}

export const basketRoutes = [
  {
    method: 'GET',
    path: '/api/cart',
    handler: ({ request, response }) => describe(sessionFor(request, response)),
  },
  {
    method: 'POST',
    path: '/api/cart',
    handler: async ({ request, response }) => {
      const { sku, quantity } = await readJson(request);
      const session = sessionFor(request, response);
      addLine(session.basket, sku, quantity);
      return describe(session);
    },
  },
];
