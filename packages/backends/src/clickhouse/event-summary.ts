import type { EventSummary } from '../ports/event-store.ts';

/** What a row of an event list is read from. */
export const SUMMARY_COLUMNS = `event_id, toString(toUnixTimestamp64Milli(occurred_at)) AS occurred,
  toString(toUnixTimestamp64Milli(received_at)) AS received, title, level, release, environment, user_hash, times_seen`;

export type SummaryRow = Record<
  'event_id' | 'occurred' | 'received' | 'title' | 'level' | 'release' | 'environment' | 'user_hash',
  string
> & {
  times_seen: number;
};

export function eventSummary(row: SummaryRow): EventSummary {
  return {
    event_id: row.event_id,
    occurred_at: Number(row.occurred),
    received_at: Number(row.received),
    title: row.title,
    level: row.level,
    release: row.release || null,
    environment: row.environment || null,
    user: row.user_hash || null,
    times_seen: row.times_seen,
  };
}
