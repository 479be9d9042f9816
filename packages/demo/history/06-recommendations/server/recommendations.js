import { findProduct, listProducts } from './catalog.js';
import { listOrders } from './order-store.js';
import { sessionFor } from './session.js';

const SHOWN_MAX = 3;

/** Ranks products by the tags they share with what was bought; bought products are left out. */
export function rank(orders, products) {
  const bought = new Set(orders.flatMap((order) => order.lines.map((line) => line.sku)));
  const liked = new Set([...bought].flatMap((sku) => findProduct(sku)?.tags ?? []));
  const score = (product) => product.tags.filter((tag) => liked.has(tag)).length;
  return products
    .filter((product) => !bought.has(product.sku))
    .toSorted((left, right) => score(right) - score(left))
    .slice(0, SHOWN_MAX);
}

export async function recommendationsFor(customerId) {
  const orders = await listOrders(customerId);
  const delivered = orders.filter((order) => order.status === 'delivered');
  return rank(delivered, listProducts());
}

export const recommendationRoutes = [
  {
    method: 'GET',
    path: '/api/recommendations',
    handler: async ({ request, response }) => {
      const { customerId } = sessionFor(request, response);
      return { body: { products: await recommendationsFor(customerId) } };
    },
  },
];
