import type { EncodedEvent, PlacedEvent } from '@bugsage/core';

/** Keeps of an event what a batch still asks for, and the rest as the bytes that are stored, which `toBytes` makes of a text. */
export function encodeEvent(
  { event, grouping, position }: PlacedEvent,
  toBytes: (text: string) => Buffer,
): EncodedEvent {
  return {
    event: {
      event_id: event.event_id,
      project_id: event.project_id,
      source: event.source,
      occurred_at: event.occurred_at,
      received_at: event.received_at,
      times_seen: event.times_seen,
      platform: event.platform,
      level: event.level,
      server_name: event.server_name,
      release: event.release,
      environment: event.environment,
      transaction: event.transaction,
      tags: event.tags,
      user: event.user,
      exceptions: event.exceptions.length === 0 ? NONE : SOME,
    },
    grouping,
    position,
    eventJson: toBytes(JSON.stringify(event)),
  };
}

const NONE: readonly unknown[] = [];
const SOME: readonly unknown[] = ['not kept'];
