import { parentPort } from 'node:worker_threads';
import { normalize } from '@bugsage/collector/normalize';
import { createTextSlab, encodeEvent } from '@bugsage/collector/store';
import type { EncodedEvent, ReceivedEvent } from '@bugsage/core';
import { fingerprint } from '@bugsage/fingerprint';
import { packBytes, unpackBytes, type PackedBytes } from './packed-bytes.ts';

export type EncodeTask = {
  readonly id: number;
  readonly payloads: PackedBytes;
  readonly positions: readonly EncodedEvent['position'][];
};
export type EncodeAnswer = {
  readonly id: number;
  readonly items: readonly Omit<EncodedEvent, 'eventJson'>[];
  readonly eventJson: PackedBytes;
};

/** The heavy stages of the writer on a thread of their own: decode, normalize, fingerprint, the JSON that is stored. */
parentPort?.on('message', ({ id, payloads, positions }: EncodeTask) => {
  const items: Omit<EncodedEvent, 'eventJson'>[] = [];
  const toBytes = createTextSlab();
  const encoded = unpackBytes(payloads).map((payload, index) => {
    const event = normalize(JSON.parse(payload.toString('utf8')) as ReceivedEvent);
    const position = positions[index] as EncodedEvent['position'];
    const { eventJson, ...item } = encodeEvent({ event, grouping: fingerprint(event), position }, toBytes);
    items.push(item);
    return eventJson;
  });
  const eventJson = packBytes(encoded);
  parentPort?.postMessage({ id, items, eventJson } satisfies EncodeAnswer, [eventJson.bytes]);
});
