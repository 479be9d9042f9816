import { init } from '@bugsage/sdk';
import { totalOf } from '../app/cart.js';

const { dsn, release } = JSON.parse(document.querySelector('#settings').textContent);
init({ dsn, release });

document.querySelector('#total').addEventListener('click', () => {
  document.querySelector('output').textContent = totalOf({ lines: [{ count: 2 }] });
});
