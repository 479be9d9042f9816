import { init } from '@sentry/browser';
import { totalOf } from './cart.js';
import { greetingOf } from './greeting.js';

const { dsn, release } = JSON.parse(document.querySelector('#settings').textContent);
init({ dsn, release });

document.querySelector('#total').addEventListener('click', () => {
  document.querySelector('output').textContent = totalOf({ lines: [{ count: 2 }] });
});
document.querySelector('#greet').addEventListener('click', () => {
  document.querySelector('output').textContent = greetingOf({ name: 'Ada' });
});
