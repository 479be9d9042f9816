export { createBackPressure, type BackPressure } from './back-pressure.ts';
export { memoryBytesMax } from './memory-bytes-max.ts';
export { shareSpool } from './share-spool.ts';
