import type { EventSource, IngestKey, Json, JsonObject, ReceivedEvent } from '@bugsage/core';
import type { HttpRequest } from '../http/index.ts';
import type { ReceiverDependencies } from './dependencies.ts';
import { canonicalEventId } from './event-id.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { remoteAddressOf } from './remote-address.ts';

export type EventContext = {
  readonly request: HttpRequest;
  readonly key: IngestKey;
  readonly source: EventSource;
  /** Unix milliseconds of the client's clock. */
  readonly sentAt: number | null;
  /** Id that the envelope gives, which comes before the payload's. */
  readonly envelopeEventId?: string | undefined;
  readonly timesSeen?: number;
};

/** Fixes id and time, and takes the secrets out. */
export function receivedEvent(
  { now, randomId, scrub, hidesAddresses }: ReceiverDependencies,
  payload: JsonObject,
  context: EventContext,
): ReceivedEvent {
  const { request, key, source } = context;
  const userAgent = request.header('user-agent').slice(0, RECEIVE_LIMITS.userAgentLengthMax);
  return {
    event_id: context.envelopeEventId ?? canonicalEventId(payload['event_id']) ?? randomId(),
    project_id: key.project_id,
    ingest_key: key.public_key,
    source,
    received_at: now(),
    sent_at: context.sentAt,
    remote_address: hidesAddresses(key)
      ? null
      : remoteAddressOf(payload, { source, remoteAddress: request.remoteAddress }),
    user_agent: userAgent === '' ? null : userAgent,
    times_seen: context.timesSeen ?? 1,
    payload: scrub(payload, key),
  };
}

/** RFC 3339 text or Unix seconds to Unix milliseconds; null for anything else. */
export function parseSentAt(value: Json | undefined): number | null {
  const milliseconds =
    typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value * 1000 : Number.NaN;
  return Number.isFinite(milliseconds) ? Math.round(milliseconds) : null;
}
