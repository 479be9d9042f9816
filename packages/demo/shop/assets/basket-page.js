import { addToBasket, applyCoupon, getBasket } from './api.js';
import { announceBasket, updateBasketBadge } from './basket-badge.js';
import { formatMoney } from './money.js';
import { stepQuantity } from './quantity.js';

function lineRow(line) {
  const row = document.createElement('li');
  const input = Object.assign(document.createElement('input'), {
    value: String(line.quantity),
    readOnly: true,
  });
  const more = Object.assign(document.createElement('button'), { textContent: '+', type: 'button' });
  more.addEventListener('click', () => {
    stepQuantity(input, 1, { onChange: async () => show(await addToBasket(line.sku, 1)) });
  });
  row.append(line.sku, input, more);
  return row;
}

function show({ basket, price }) {
  document.querySelector('[data-lines]').replaceChildren(...basket.lines.map(lineRow));
  document.querySelector('[data-total]').textContent = formatMoney(price.total);
  updateBasketBadge(basket);
  announceBasket(basket);
}

async function useCoupon(form) {
  try {
    show(await applyCoupon(form.elements.code.value));
  } catch (error) {
    form.querySelector('[data-message]').textContent = error.message;
  }
}

export async function start() {
  show(await getBasket());
  const form = document.querySelector('[data-coupon]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void useCoupon(form);
  });
}
