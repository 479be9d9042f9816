export { encodeRecord } from './decode-records.ts';
export { openWriter } from './open-writer.ts';
