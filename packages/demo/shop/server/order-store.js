import { readFile } from 'node:fs/promises';
import { HttpError } from './http.js';

const SEED = new URL('../data/orders.json', import.meta.url);

let loading;

function load() {
  loading ??= readFile(SEED, 'utf8').then((text) => JSON.parse(text));
  return loading;
}

/** Orders of a customer, newest first. */
export async function listOrders(customerId) {
  const orders = await load();
  return orders.filter((order) => order.customerId === customerId).toReversed();
}

export async function findOrder(id) {
  const orders = await load();
  return orders.find((order) => order.id === id);
}

export async function saveOrder(order) {
  const orders = await load();
  const id = `o-${1000 + orders.length}`;
  const saved = { ...order, id };
  orders.push(saved);
  return saved;
}

export const orderRoutes = [
  {
    method: 'GET',
    path: '/api/orders/:id',
    handler: async ({ params }) => {
      const order = await findOrder(params.id);
      if (!order) throw new HttpError(404, 'There is no such order.');
      return { body: { order } };
    },
  },
];
