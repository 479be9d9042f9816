import { BugSageError, type FingerprintedEvent, type PlacedEvent } from '@bugsage/core';
import { userHash } from '../user-hash.ts';
import { tabSeparatedJson, tabSeparatedMap, tabSeparatedText } from './tab-separated.ts';

/** The columns of a row, in its order. */
export const EVENT_COLUMNS =
  'project_id, fingerprint, event_id, received_at, occurred_at, collector, incarnation, pos, source, platform, level, ' +
  'title, culprit, type, value, release, environment, transaction, server_name, user_hash, times_seen, tags, payload';

/**
 * A row of `events` as TabSeparated, with its line feed: a third of the bytes of JSONEachRow are names, and the payload,
 * JSON already, would be escaped once more. The engine takes numbers of this format on trust and wraps what does not
 * fit, so they are checked here. Throws `BugSageError` `invalid_input` (`unstorable_event`) and names the column.
 */
export function eventRow(placed: PlacedEvent): string {
  const { event, grouping, position } = placed;
  const cells = [
    wholeNumber('project_id', event.project_id, UINT32_MAX),
    tabSeparatedText(grouping.fingerprint),
    tabSeparatedText(event.event_id),
    storedTime('received_at', event.received_at),
    storedTime('occurred_at', event.occurred_at),
    tabSeparatedText(position.collector),
    wholeNumber('incarnation', position.incarnation, Number.MAX_SAFE_INTEGER),
    wholeNumber('pos', position.pos, Number.MAX_SAFE_INTEGER),
    tabSeparatedText(event.source),
    tabSeparatedText(event.platform),
    tabSeparatedText(event.level),
    tabSeparatedText(grouping.title),
    tabSeparatedText(grouping.culprit),
    tabSeparatedText(grouping.type),
    tabSeparatedText(grouping.value),
    tabSeparatedText(event.release ?? ''),
    tabSeparatedText(event.environment ?? ''),
    tabSeparatedText(event.transaction ?? ''),
    tabSeparatedText(event.server_name ?? ''),
    userHash(event.user) ?? '',
    wholeNumber('times_seen', event.times_seen, UINT32_MAX),
    tabSeparatedMap(event.tags),
    tabSeparatedJson(JSON.stringify({ event, grouping })),
  ];
  return `${cells.join('\t')}\n`;
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
  return `${String(seconds).padStart(10, '0')}.${String(rest).padStart(3, '0')}`;
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
