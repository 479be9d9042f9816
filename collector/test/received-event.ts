import type { JsonObject, ReceivedEvent } from '@bugsage/core';

export const RECEIVED_AT = Date.UTC(2026, 10, 22, 20, 0, 0);

/** An event as the journal holds it. */
export function receivedOf(payload: JsonObject, fields: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    event_id: '0123456789abcdef0123456789abcdef',
    project_id: 1,
    ingest_key: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    source: 'sentry',
    received_at: RECEIVED_AT,
    sent_at: null,
    remote_address: null,
    user_agent: null,
    times_seen: 1,
    payload,
    ...fields,
  };
}
