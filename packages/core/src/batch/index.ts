export { BatchFormatError } from './batch-format-error.ts';
export type { BatchFormatCode } from './batch-format-error.ts';
export { decodeBatch } from './decode-batch.ts';
export type { DecodedBatch, DecodedSessions } from './decode-batch.ts';
export type { ReadStack } from './expand-event.ts';
export { BATCH_LIMITS } from './limits.ts';
export type * from './sentry-event-json.ts';
export type * from './types.ts';
