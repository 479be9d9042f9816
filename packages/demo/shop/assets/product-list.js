import { addToBasket, getBasket, getProducts } from './api.js';
import { announceBasket, updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';
import { readQuantity, stepQuantity } from './quantity.js';

const QUANTITY_MAX = 20;

function productCard(product) {
  const template = document.querySelector('#product-card');
  const card = template.content.firstElementChild.cloneNode(true);
  card.dataset.sku = product.sku;
  card.querySelector('[data-name]').textContent = product.name;
  card.querySelector('[data-price]').textContent = formatMoney(product.price);

  const quantity = card.querySelector('[data-quantity]');
  const warnAtLimit = (limit) => quantity.setAttribute('title', `At most ${limit} per order`);
  const limits = { max: QUANTITY_MAX, onLimit: warnAtLimit };
  card.querySelector('[data-less]').addEventListener('click', () => stepQuantity(quantity, -1, limits));
  card.querySelector('[data-more]').addEventListener('click', () => stepQuantity(quantity, 1, limits));
  card.querySelector('[data-add]').addEventListener('click', async () => {
    const { basket } = await addToBasket(product.sku, readQuantity(quantity));
    updateBasketBadge(basket);
    announceBasket(basket);
  });
  return card;
}

export async function start() {
  const [products, { basket }] = await Promise.all([getProducts(), getBasket()]);
  document.querySelector('[data-products]').replaceChildren(...products.map(productCard));
  updateBasketBadge(basket);
}
