import type { ReceivedEvent, ReceivedSessions } from '@bugsage/core';
import type { JournalRecord } from '../journal/index.ts';
import type { ReceivedBatch, SessionRecord } from '../stages.ts';
import { createTextSlab } from './text-slab.ts';

/** What a request may add to the journal. */
export type ReceivedRecord = ReceivedEvent | ReceivedSessions;

const toBytes = createTextSlab();

/** What `receive` appends to the journal for an event, or for an item about sessions. */
export function encodeRecord(record: ReceivedRecord): Buffer {
  return toBytes(JSON.stringify(record));
}

/** How a record about sessions begins: `kind` is its first key. */
const SESSIONS_PREFIX = Buffer.from('{"kind":"sessions",');

/** A record that is no JSON throws when it is read; the writer then finds and buries it. */
export function decodeRecords(records: readonly JournalRecord[]): ReceivedBatch {
  const items: ReceivedBatch['items'][number][] = [];
  const sessions: SessionRecord[] = [];
  for (const { payload, pos } of records) {
    if (payload.subarray(0, SESSIONS_PREFIX.length).equals(SESSIONS_PREFIX))
      sessions.push({ read: () => JSON.parse(payload.toString('utf8')) as ReceivedSessions, pos });
    else items.push({ read: () => JSON.parse(payload.toString('utf8')) as ReceivedEvent, pos });
  }
  return { items, sessions, lastPosition: records.at(-1)?.pos ?? -1 };
}
