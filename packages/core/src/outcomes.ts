import type { Stage } from './stages.ts';

/**
 * Why an event or envelope item was dropped. The list is closed: a new reason is added here first, so that metrics,
 * API and docs can never show a word nobody explained.
 */
export const DROP_REASONS = {
  missing_key: 'No ingest key in header, query or envelope.',
  unknown_key: 'The ingest key does not exist.',
  disabled_key: 'The ingest key or its project is disabled.',
  wrong_project: 'The ingest key belongs to another project.',
  invalid_request: 'The request is not a readable HTTP message for this endpoint.',
  invalid_encoding: 'The content encoding is unknown or the compressed bytes are damaged.',
  invalid_envelope: 'The envelope framing or one of its headers is malformed.',
  invalid_json: 'The payload of an item is not JSON, or not a JSON object.',
  invalid_session: 'It names no release or start, or its time is in the future or older than five days.',
  too_large: 'A body, item or attachment is above its limit.',
  too_deep: 'The JSON is nested deeper than the limit.',
  unknown_item: 'The item type is not known to this version.',
  unsupported_item: 'The item type is known and deliberately not stored.',
  extra_event: 'An envelope carries one event; further ones are dropped.',
  duplicate: 'The event id was stored before.',
  journal_full: 'The journal has no room; the client was asked to retry.',
  journal_failed: 'The journal could not be written; the client was asked to retry.',
  overloaded:
    'The collector was too busy to read it, or could not look up its key; the client was asked to retry.',
  shutting_down: 'The process is stopping; the client was asked to retry.',
  rate_limited_key: 'The quota of the ingest key was used up; the client was told how long to wait.',
  rate_limited_project: 'The quota of the project was used up; the client was told how long to wait.',
  rate_limited_organization:
    'The quota of the organization was used up; the client was told how long to wait.',
  rate_limited_sessions:
    'More sessions than the project may send a minute; the client was told how long to wait.',
  filtered_extension: 'The project does not store errors of browser extensions.',
  filtered_crawler: 'The project does not store errors that crawlers met.',
  filtered_localhost: 'The project does not store errors of pages on localhost.',
  filtered_stale_chunk: 'The project does not store failed loads of chunks that a deploy replaced.',
  filtered_noise: 'The project does not store browser messages that name no cause.',
  filtered_rule: 'A rule of the project drops it.',
  sampled: 'Counted in its issue, but its payload was not stored: the issue is above its rate.',
  journal_damaged: 'Acknowledged, and the disk did not keep it: the record in the journal cannot be read.',
  internal_error: 'A defect of ours; the client was answered 500, and the log has the details.',
  dead_letter: 'The stores refuse this event; it is kept in the dead letter table.',
} as const;

export type DropReason = keyof typeof DROP_REASONS;

/** The one recorded end of an event: stored, or dropped by one stage for one reason. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'dropped'; readonly stage: Stage; readonly reason: DropReason };

/** What a stage hands on: everything that came in is either kept or dropped, never neither. */
export type StageResult<Kept, Dropped> = {
  readonly kept: readonly Kept[];
  readonly dropped: readonly Dropped[];
};

/** Crashes on a programmer error: a stage lost or invented an item. */
export function assertBalanced(
  stage: Stage,
  inputCount: number,
  result: StageResult<unknown, unknown>,
): void {
  const outputCount = result.kept.length + result.dropped.length;
  if (outputCount !== inputCount) {
    throw new Error(`Stage ${stage} received ${inputCount} items and returned ${outputCount}.`);
  }
}
