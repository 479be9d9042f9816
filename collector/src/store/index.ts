export { encodeRecord, type ReceivedRecord } from './decode-records.ts';
export { createIssueLimits } from '../limit/index.ts';
export { dedupe } from '../dedupe/dedupe.ts';
export { encodeEvent } from './encode-event.ts';
export { createTextSlab } from './text-slab.ts';
export { openWriter } from './open-writer.ts';
export { storeBatch } from './store-batch.ts';
