import { isJsonObject, LIMITS, type JsonObject } from '@bugsage/core';
import { RECEIVE_LIMITS } from './limits.ts';
import { refusal } from './refusal.ts';

export type EnvelopeItem = {
  readonly type: string;
  readonly headers: JsonObject;
  /** Shares the memory of the envelope. */
  readonly payload: Buffer;
};

export type Envelope = {
  readonly headers: JsonObject;
  readonly items: readonly EnvelopeItem[];
  /** There were more items than the limit; the rest was not read. */
  readonly isTruncated: boolean;
};

const LINE_FEED = 0x0a;

/**
 * Splits an envelope (Sentry's envelope format; protocol.md 1.4) into items, on bytes: payloads may be binary, and a
 * carriage return is payload. Unknown item types and header keys pass. Throws `invalid_envelope` with the reason.
 */
export function parseEnvelope(bytes: Buffer): Envelope {
  if (bytes.length === 0) throw malformed('it is empty');
  const headerEnd = lineEnd(bytes, 0);
  const headers = parseHeaders(bytes.subarray(0, headerEnd), {
    what: 'the envelope header',
    bytesMax: RECEIVE_LIMITS.envelopeHeaderBytesMax,
  });
  const items: EnvelopeItem[] = [];
  let offset = headerEnd + 1;
  while (!isOnlyLineFeeds(bytes, offset)) {
    if (items.length === LIMITS.envelopeItemsMax) return { headers, items, isTruncated: true };
    const { item, end } = parseItem(bytes, offset, items.length + 1);
    items.push(item);
    offset = end + 1;
  }
  return { headers, items, isTruncated: false };
}

/** `end` is where the line feed behind the item is, or the end of the envelope. */
function parseItem(bytes: Buffer, start: number, number: number): { item: EnvelopeItem; end: number } {
  const what = `item ${number}`;
  const headerEnd = lineEnd(bytes, start);
  const headers = parseHeaders(bytes.subarray(start, headerEnd), {
    what: `the header of ${what}`,
    bytesMax: RECEIVE_LIMITS.itemHeaderBytesMax,
  });
  const { type, length } = headers;
  if (typeof type !== 'string') throw malformed(`the header of ${what} has no type`);
  const payloadStart = Math.min(headerEnd + 1, bytes.length);
  if (length === undefined || length === null) {
    const end = lineEnd(bytes, payloadStart);
    return { item: { type, headers, payload: bytes.subarray(payloadStart, end) }, end };
  }
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0)
    throw malformed(`the length of ${what} is not a number of bytes`);
  const end = payloadStart + length;
  if (end > bytes.length)
    throw malformed(`${what} has ${bytes.length - payloadStart} bytes and says it has ${length}`);
  if (end < bytes.length && bytes[end] !== LINE_FEED) throw malformed(`${what} is longer than its length`);
  return { item: { type, headers, payload: bytes.subarray(payloadStart, end) }, end };
}

function parseHeaders(line: Buffer, { what, bytesMax }: { what: string; bytesMax: number }): JsonObject {
  if (line.length > bytesMax) throw malformed(`${what} is longer than ${bytesMax} bytes`);
  let headers: unknown;
  try {
    headers = JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw malformed(`${what} is not JSON`, error);
  }
  if (!isJsonObject(headers)) throw malformed(`${what} is not a JSON object`);
  return headers;
}

function lineEnd(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(LINE_FEED, start);
  return found < 0 ? bytes.length : found;
}

/** An envelope may end in a line feed; some proxies and tools add another. */
function isOnlyLineFeeds(bytes: Buffer, start: number): boolean {
  for (let offset = start; offset < bytes.length; offset += 1) if (bytes[offset] !== LINE_FEED) return false;
  return true;
}

function malformed(problem: string, cause?: unknown): Error {
  return refusal('invalid_envelope', `The envelope is malformed: ${problem}.`, cause);
}
