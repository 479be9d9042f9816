import { getProducts } from './api.js';
import { formatMoney } from './money.js';

function productCard(product) {
  const template = document.querySelector('#product-card');
  const card = template.content.firstElementChild.cloneNode(true);
  card.dataset.sku = product.sku;
  card.querySelector('[data-name]').textContent = product.name;
  card.querySelector('[data-price]').textContent = formatMoney(product.price);
  return card;
}

export async function start() {
  const products = await getProducts();
  document.querySelector('[data-products]').replaceChildren(...products.map(productCard));
}
