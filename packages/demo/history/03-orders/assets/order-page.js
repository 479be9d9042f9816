import { getBasket, getOrder } from './api.js';
import { updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';

export async function start() {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  const [order, { basket }] = await Promise.all([getOrder(id), getBasket()]);
  document.querySelector('[data-order]').textContent = `${order.id}: ${formatMoney(order.total)}`;
  updateBasketBadge(basket);
}
