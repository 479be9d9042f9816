import type { ReceivedEvent } from '@bugsage/core';
import type { JournalRecord } from '../journal/index.ts';
import type { ReceivedBatch } from '../stages.ts';

/** What `receive` appends to the journal for an event. */
export function encodeRecord(event: ReceivedEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** Throws SyntaxError for a record that is no JSON; the writer then finds and buries it. */
export function decodeRecords(records: readonly JournalRecord[]): ReceivedBatch {
  return {
    items: records.map((record) => ({
      received: JSON.parse(record.payload.toString('utf8')) as ReceivedEvent,
      pos: record.pos,
    })),
    lastPosition: records.at(-1)?.pos ?? -1,
  };
}
