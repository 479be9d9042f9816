import { reporting } from './start-reporting.js';

/** 60 kB as JSON; every row differs, so that none can be left out unseen. */
const rows = Array.from({ length: 800 }, (_, row) => `row ${row}: ${'seat '.repeat(row % 20)}${row * 7919}`);

function importSeats() {
  throw new RangeError('the seat plan has too many rows');
}

try {
  importSeats();
} catch (error) {
  reporting.captureException(error, { extra: { rows } });
}
await reporting.flush(10_000);
