export { createBackPressure, type BackPressure } from './back-pressure.ts';
export { shareSpool } from './share-spool.ts';
