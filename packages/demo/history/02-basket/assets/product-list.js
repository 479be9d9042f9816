import { addToBasket, getBasket, getProducts } from './api.js';
import { announceBasket, updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';

function productCard(product) {
  const template = document.querySelector('#product-card');
  const card = template.content.firstElementChild.cloneNode(true);
  card.dataset.sku = product.sku;
  card.querySelector('[data-name]').textContent = product.name;
  card.querySelector('[data-price]').textContent = formatMoney(product.price);
  card.querySelector('[data-add]').addEventListener('click', async () => {
    const { basket } = await addToBasket(product.sku, 1);
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
