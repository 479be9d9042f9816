import { checkout, getBasket } from './api.js';
import { updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';

async function placeOrder(form) {
  try {
    const order = await checkout({});
    location.assign(`/order?id=${encodeURIComponent(order.id)}`);
  } catch (error) {
    form.querySelector('[data-message]').textContent = error.message;
  }
}

export async function start() {
  const { basket, price } = await getBasket();
  updateBasketBadge(basket);
  document.querySelector('[data-total]').textContent = formatMoney(price.total);
  const form = document.querySelector('[data-checkout]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void placeOrder(form);
  });
}
