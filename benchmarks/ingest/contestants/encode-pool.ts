import { Worker } from 'node:worker_threads';
import type { JournalRecord } from '@bugsage/collector/journal';
import type { EncodedEvent, JournalPosition } from '@bugsage/core';
import type { EncodeAnswer, EncodeTask } from './encode-worker.ts';
import { packBytes, unpackBytes } from './packed-bytes.ts';

export type EncodePool = {
  /** In the order of the records. */
  encode(
    records: readonly JournalRecord[],
    place: Omit<JournalPosition, 'pos'>,
  ): Promise<readonly EncodedEvent[]>;
};

/** As many as the writer works on at a time (collector/src/in-slices.ts). */
const SLICE_RECORDS = 100;

/** Threads that take slices of a batch in turns. An error in one of them ends the process: a benchmark has no bad events. */
export function openEncodePool(threads: number): EncodePool {
  const waiting = new Map<number, (answer: EncodeAnswer) => void>();
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('encode-worker.ts', import.meta.url));
    worker.on('message', (answer: EncodeAnswer) => waiting.get(answer.id)?.(answer));
    worker.on('error', (error) => {
      throw error;
    });
    return worker;
  });
  let lastId = 0;

  const encodeSlice = async (
    records: readonly JournalRecord[],
    place: Omit<JournalPosition, 'pos'>,
  ): Promise<readonly EncodedEvent[]> => {
    const id = (lastId += 1);
    const task: EncodeTask = {
      id,
      payloads: packBytes(records.map(({ payload }) => payload)),
      positions: records.map(({ pos }) => ({ ...place, pos })),
    };
    const answered = new Promise<EncodeAnswer>((resolve) => waiting.set(id, resolve));
    workers[id % threads]?.postMessage(task, [task.payloads.bytes]);
    const { items, eventJson } = await answered;
    waiting.delete(id);
    const pieces = unpackBytes(eventJson);
    return items.map((item, index) => ({ ...item, eventJson: pieces[index] as Buffer }));
  };

  return {
    encode: async (records, place) => {
      const slices: Promise<readonly EncodedEvent[]>[] = [];
      for (let start = 0; start < records.length; start += SLICE_RECORDS)
        slices.push(encodeSlice(records.slice(start, start + SLICE_RECORDS), place));
      return (await Promise.all(slices)).flat();
    },
  };
}
