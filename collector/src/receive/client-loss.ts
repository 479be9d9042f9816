import { isJsonObject, type Json } from '@bugsage/core';
import { RECEIVE_LIMITS } from './limits.ts';
import { parseJsonObject } from './parse-json.ts';

/** What a client says it dropped before it sent anything. `reason` is one of a closed list, so it can label a metric. */
export type ClientLoss = { readonly reason: string; readonly quantity: number; readonly projectId: number };

/** Words of Sentry's client reports and of our SDK. */
const REASONS = new Set([
  'queue_overflow',
  'queue_full',
  'cache_overflow',
  'ratelimit_backoff',
  'rate_limited',
  'network_error',
  'sample_rate',
  'sampled',
  'before_send',
  'event_processor',
  'send_error',
  'internal_sdk_error',
  'internal',
  'insufficient_data',
  'backpressure',
  'ignored',
  'filtered',
  'duplicate',
  'too_large',
  'refused',
  'no_parent_span',
  'invalid',
  'buffer_overflow',
  'browser_extension',
  'cross_origin',
]);

const QUANTITY_MAX = 1_000_000_000;

/** Losses of errors in a client report item; other categories are not this product's. Throws `too_large`, `invalid_json`. */
export function readClientReport(payload: Buffer, projectId: number): ClientLoss[] {
  if (payload.length > RECEIVE_LIMITS.clientReportBytesMax) return [];
  const { discarded_events: discarded } = parseJsonObject(payload);
  if (!Array.isArray(discarded)) return [];
  const losses: ClientLoss[] = [];
  for (const entry of discarded as readonly Json[]) {
    if (!isJsonObject(entry) || (entry['category'] !== 'error' && entry['category'] !== 'default')) continue;
    losses.push(clientLoss(entry['reason'], entry['quantity'], projectId));
  }
  return losses;
}

export function clientLoss(reason: unknown, quantity: unknown, projectId: number): ClientLoss {
  return {
    reason: typeof reason === 'string' && REASONS.has(reason) ? reason : 'other',
    quantity: typeof quantity === 'number' && quantity > 0 ? Math.min(Math.floor(quantity), QUANTITY_MAX) : 0,
    projectId,
  };
}
