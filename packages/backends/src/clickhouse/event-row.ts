import { BugSageError, type EncodedEvent, type FingerprintedEvent, type PlacedEvent } from '@bugsage/core';
import { userHash } from '../user-hash.ts';
import { RowBinaryWriter } from './row-binary.ts';

/** What an insert sends, with its types: the header of RowBinaryWithNamesAndTypes. */
const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['project_id', 'UInt32'],
  ['fingerprint', 'String'],
  ['event_id', 'String'],
  ['received_at', "DateTime64(3, 'UTC')"],
  ['occurred_at', "DateTime64(3, 'UTC')"],
  ['collector', 'LowCardinality(String)'],
  ['incarnation', 'UInt64'],
  ['pos', 'UInt64'],
  ['source', 'LowCardinality(String)'],
  ['platform', 'LowCardinality(String)'],
  ['level', 'LowCardinality(String)'],
  ['title', 'String'],
  ['culprit', 'String'],
  ['type', 'String'],
  ['value', 'String'],
  ['release', 'LowCardinality(String)'],
  ['environment', 'LowCardinality(String)'],
  ['transaction', 'String'],
  ['server_name', 'String'],
  ['user_hash', 'String'],
  ['times_seen', 'UInt32'],
  ['tags', 'Map(LowCardinality(String), String)'],
  ['payload', 'String'],
  ['revision', 'UInt32'],
];

/** The columns of a row, in its order. */
export const EVENT_COLUMNS = COLUMNS.map(([name]) => name).join(', ');

/** Rows are binary: no text of an event is parsed, neither by the engine nor by the embedded engine's client. */
export const INSERT_EVENTS = `INSERT INTO events (${EVENT_COLUMNS}) FORMAT RowBinaryWithNamesAndTypes`;

/** An event that is stored: whole, or with its JSON made already. `revision` is 0 for what nobody wrote again. */
export type StorableEvent = (PlacedEvent | EncodedEvent) & { readonly revision?: number };

/** Rows for `INSERT_EVENTS`. `add` throws `BugSageError` `invalid_input` (`unstorable_event`) and names the column. */
export type EventRows = { add(placed: StorableEvent): void; take(): Buffer[] };

export function createEventRows(): EventRows {
  const writer = new RowBinaryWriter();
  writer.count(COLUMNS.length);
  for (const [name] of COLUMNS) writer.text(name);
  for (const [, type] of COLUMNS) writer.text(type);
  return { add: (placed) => writeRow(writer, placed), take: () => writer.take() };
}

function writeRow(writer: RowBinaryWriter, placed: StorableEvent): void {
  const { event, grouping, position } = placed;
  writer.uint32(wholeNumber('project_id', event.project_id, UINT32_MAX));
  writer.text(grouping.fingerprint);
  writer.text(event.event_id);
  writer.uint64(storedTime('received_at', event.received_at));
  writer.uint64(storedTime('occurred_at', event.occurred_at));
  writer.text(position.collector);
  writer.uint64(wholeNumber('incarnation', position.incarnation, Number.MAX_SAFE_INTEGER));
  writer.uint64(wholeNumber('pos', position.pos, Number.MAX_SAFE_INTEGER));
  writer.text(event.source);
  writer.text(event.platform);
  writer.text(event.level);
  writer.text(grouping.title);
  writer.text(grouping.culprit);
  writer.text(grouping.type);
  writer.text(grouping.value);
  writer.text(event.release ?? '');
  writer.text(event.environment ?? '');
  writer.text(event.transaction ?? '');
  writer.text(event.server_name ?? '');
  writer.text(userHash(event.user) ?? '');
  writer.uint32(wholeNumber('times_seen', event.times_seen, UINT32_MAX));
  writer.count(event.tags.length);
  for (const [key, value] of event.tags) {
    writer.text(key);
    writer.text(value);
  }
  const eventJson = 'eventJson' in placed ? placed.eventJson : JSON.stringify(placed.event);
  writer.joined([EVENT_KEY, eventJson, GROUPING_KEY, JSON.stringify(grouping), END]);
  writer.uint32(wholeNumber('revision', placed.revision ?? 0, UINT32_MAX));
}

const EVENT_KEY = Buffer.from('{"event":');
const GROUPING_KEY = Buffer.from(',"grouping":');
const END = Buffer.from('}');

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

/** Milliseconds, which is how DateTime64(3) counts. */
function storedTime(column: string, milliseconds: number): number {
  const fits = Number.isInteger(milliseconds) && milliseconds >= TIME_MIN_MS && milliseconds < TIME_MAX_MS;
  if (!fits) throw unstorable(column, milliseconds);
  return milliseconds;
}

function wholeNumber(column: string, value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw unstorable(column, value);
  return value;
}

function unstorable(column: string, value: number): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'unstorable_event',
    message: `The column ${column} of the events table cannot hold ${value}.`,
  });
}
