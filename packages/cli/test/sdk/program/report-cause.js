import { reporting } from './start-reporting.js';

class LedgerError extends Error {
  name = 'LedgerError';
}

function readLedger() {
  throw new LedgerError('the ledger is locked');
}

function closeDay() {
  try {
    readLedger();
  } catch (cause) {
    throw new Error('the day cannot be closed', { cause });
  }
}

try {
  closeDay();
} catch (error) {
  reporting.captureException(error);
}
await reporting.flush(10_000);
