import { reporting } from './start-reporting.js';

reporting.captureMessage('drawer 2 is out of change', 'warning');
await reporting.flush(10_000);
