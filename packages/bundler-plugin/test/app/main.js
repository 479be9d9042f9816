import { totalOf } from './cart.js';
import { greetingOf } from './greeting.js';

globalThis.greet = () => greetingOf({ name: 'Ada' });
globalThis.total = () => totalOf({ lines: [{ count: 2 }] });
