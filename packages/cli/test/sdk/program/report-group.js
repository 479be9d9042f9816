import { reporting } from './start-reporting.js';

function refundAll() {
  throw new AggregateError([new RangeError('seat 900'), new TypeError('no card')], 'refund failed');
}

try {
  refundAll();
} catch (error) {
  reporting.captureException(error);
}
await reporting.flush(10_000);
