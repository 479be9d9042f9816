import type { ReceivedEvent } from '@bugsage/core';
import type { JournalRecord } from '../journal/index.ts';
import type { ReceivedBatch } from '../stages.ts';

/** What `receive` appends to the journal for an event. */
export function encodeRecord(event: ReceivedEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** A record that is no JSON throws when it is read; the writer then finds and buries it. */
export function decodeRecords(records: readonly JournalRecord[]): ReceivedBatch {
  return {
    items: records.map(({ payload, pos }) => ({
      read: () => JSON.parse(payload.toString('utf8')) as ReceivedEvent,
      pos,
    })),
    lastPosition: records.at(-1)?.pos ?? -1,
  };
}
