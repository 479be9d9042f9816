import type { FingerprintedEvent, PlacedEvent } from '@bugsage/core';
import { userHash } from '../user-hash.ts';

/** A row of `events` as JSONEachRow. Times are text, because a fractional number fails the whole batch. */
export function eventRow(placed: PlacedEvent): string {
  const { event, grouping, position } = placed;
  return JSON.stringify({
    project_id: event.project_id,
    fingerprint: grouping.fingerprint,
    event_id: event.event_id,
    received_at: clickHouseTime(event.received_at),
    occurred_at: clickHouseTime(event.occurred_at),
    collector: position.collector,
    incarnation: position.incarnation,
    pos: position.pos,
    source: event.source,
    platform: event.platform,
    level: event.level,
    title: grouping.title,
    culprit: grouping.culprit,
    type: grouping.type,
    value: grouping.value,
    release: event.release ?? '',
    environment: event.environment ?? '',
    transaction: event.transaction ?? '',
    server_name: event.server_name ?? '',
    user_hash: userHash(event.user) ?? '',
    times_seen: event.times_seen,
    tags: Object.fromEntries(event.tags),
    payload: JSON.stringify({ event, grouping }),
  });
}

export function readPayload(payload: string): FingerprintedEvent {
  return JSON.parse(payload) as FingerprintedEvent;
}

/** `YYYY-MM-DD hh:mm:ss.mmm`; DateTime64 accepts 1900 to 2299, normalize keeps within 30 days of our clock. */
export function clickHouseTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 23).replace('T', ' ');
}
