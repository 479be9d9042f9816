import { BugSageError, type FingerprintedEvent, type PlacedEvent } from '@bugsage/core';
import { userHash } from '../user-hash.ts';

/** The columns of a row, in its order. */
export const EVENT_COLUMNS =
  'project_id, fingerprint, event_id, received_at, occurred_at, collector, incarnation, pos, source, platform, level, ' +
  'title, culprit, type, value, release, environment, transaction, server_name, user_hash, times_seen, tags, payload';

/**
 * A row of `events` as JSONCompactEachRow, with its line feed. Every text is in double quotes: the embedded engine gets
 * rows as a part of the statement, and its client looks for comments in them, which an attacker's text must not be able
 * to make (in TabSeparated a source line with a comment about an error lost its event). Numbers are checked here, since
 * not every format says when one does not fit. Throws `BugSageError` `invalid_input` (`unstorable_event`) and names the
 * column.
 */
export function eventRow(placed: PlacedEvent): string {
  const { event, grouping, position } = placed;
  const cells = [
    wholeNumber('project_id', event.project_id, UINT32_MAX),
    JSON.stringify(grouping.fingerprint),
    JSON.stringify(event.event_id),
    storedTime('received_at', event.received_at),
    storedTime('occurred_at', event.occurred_at),
    JSON.stringify(position.collector),
    wholeNumber('incarnation', position.incarnation, Number.MAX_SAFE_INTEGER),
    wholeNumber('pos', position.pos, Number.MAX_SAFE_INTEGER),
    JSON.stringify(event.source),
    JSON.stringify(event.platform),
    JSON.stringify(event.level),
    JSON.stringify(grouping.title),
    JSON.stringify(grouping.culprit),
    JSON.stringify(grouping.type),
    JSON.stringify(grouping.value),
    JSON.stringify(event.release ?? ''),
    JSON.stringify(event.environment ?? ''),
    JSON.stringify(event.transaction ?? ''),
    JSON.stringify(event.server_name ?? ''),
    JSON.stringify(userHash(event.user) ?? ''),
    wholeNumber('times_seen', event.times_seen, UINT32_MAX),
    JSON.stringify(Object.fromEntries(event.tags)),
    JSON.stringify(JSON.stringify({ event, grouping })),
  ];
  return `[${cells.join(',')}]\n`;
}

export function readPayload(payload: string): FingerprintedEvent {
  return JSON.parse(payload) as FingerprintedEvent;
}

/** `YYYY-MM-DD hh:mm:ss.mmm` */
export function clickHouseTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 23).replace('T', ' ');
}

const UINT32_MAX = 0xff_ff_ff_ff;
/** DateTime64 begins in 1900; times of events do not, and toYYYYMM of earlier ones would open partitions. */
const TIME_MIN_MS = 0;
const TIME_MAX_MS = Date.UTC(2200, 0);

/** Unix seconds with milliseconds, which DateTime64(3) reads without a calendar. */
function storedTime(column: string, milliseconds: number): string {
  const fits = Number.isInteger(milliseconds) && milliseconds >= TIME_MIN_MS && milliseconds < TIME_MAX_MS;
  if (!fits) throw unstorable(column, milliseconds);
  const rest = milliseconds % 1000;
  const seconds = (milliseconds - rest) / 1000;
  return `"${String(seconds).padStart(10, '0')}.${String(rest).padStart(3, '0')}"`;
}

function wholeNumber(column: string, value: number, max: number): string {
  if (!Number.isInteger(value) || value < 0 || value > max) throw unstorable(column, value);
  return String(value);
}

function unstorable(column: string, value: number): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'unstorable_event',
    message: `The column ${column} of the events table cannot hold ${value}.`,
  });
}
