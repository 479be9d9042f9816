import { reporting } from './start-reporting.js';

function weigh() {
  throw 'the scales do not answer';
}

try {
  weigh();
} catch (text) {
  reporting.captureException(text);
}
await reporting.flush(10_000);
