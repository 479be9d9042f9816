import { getBasket, getOrder, getRecommendations } from './api.js';
import { updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';

export async function start() {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  const [order, { basket }, products] = await Promise.all([getOrder(id), getBasket(), getRecommendations()]);
  document.querySelector('[data-order]').textContent = `${order.id}: ${formatMoney(order.total)}`;
  updateBasketBadge(basket);
  const list = document.querySelector('[data-recommendations]');
  list.replaceChildren(
    ...products.map((product) => Object.assign(document.createElement('li'), { textContent: product.name })),
  );
}
