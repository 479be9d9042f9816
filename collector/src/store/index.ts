export { encodeRecord, type ReceivedRecord } from './decode-records.ts';
export { openWriter } from './open-writer.ts';
