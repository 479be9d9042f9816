import type { JournalDamage } from './damage.ts';
import { JOURNAL_LIMITS } from './limits.ts';
import { findFrame, frameBytesAt, readFrame } from './record-frame.ts';
import type { Segment } from './segment.ts';
import { SEGMENT_HEADER_BYTES } from './segment-header.ts';

export type JournalRecord = { readonly pos: number; readonly payload: Buffer };

/** Where the record of a position starts. Kept between reads, so that reading on costs no search. */
export type ReadCursor = { readonly position: number; readonly segment: Segment; readonly offset: number };

export type ReadRequest = {
  readonly segments: readonly Segment[];
  readonly from: number;
  /** Last durable position. */
  readonly lastPosition: number;
  readonly limitRecords: number;
  readonly limitBytes: number;
  readonly cursor: ReadCursor | undefined;
  readonly onDamage: (damage: JournalDamage) => void;
};

export type ReadResult = { readonly records: JournalRecord[]; readonly cursor: ReadCursor | undefined };

/**
 * Records from a position on, in order. At least one when there is one, however small the limit of bytes. Damaged
 * records are reported and passed over; the disk had promised to keep them, so somebody must know.
 */
export async function readRecords(request: ReadRequest): Promise<ReadResult> {
  const { segments, lastPosition } = request;
  const records: JournalRecord[] = [];
  let cursor = startOf(request);
  let bytes = 0;
  while (cursor && cursor.position <= lastPosition && !isFull(request, records, bytes)) {
    const { segment } = cursor;
    const next = segments[segments.indexOf(segment) + 1];
    const segmentLast = next ? next.firstPosition - 1 : lastPosition;
    if (cursor.position > segmentLast) {
      cursor = next && { position: next.firstPosition, segment: next, offset: SEGMENT_HEADER_BYTES };
      continue;
    }
    const block = await readBlock(request, cursor);
    const taken = takeFrames(request, { records, bytes, block, position: cursor.position, segmentLast });
    bytes = taken.bytes;
    cursor =
      taken.offset > 0
        ? { position: taken.position, segment, offset: cursor.offset + taken.offset }
        : await passOver(request, cursor, segmentLast);
  }
  return { records, cursor };
}

function startOf({ segments, from, cursor }: ReadRequest): ReadCursor | undefined {
  if (cursor && cursor.position === from && segments.includes(cursor.segment)) return cursor;
  const segment = segments.findLast((candidate) => candidate.firstPosition <= from) ?? segments[0];
  return segment && { position: segment.firstPosition, segment, offset: SEGMENT_HEADER_BYTES };
}

function isFull(request: ReadRequest, records: readonly JournalRecord[], bytes: number): boolean {
  return records.length >= request.limitRecords || (records.length > 0 && bytes >= request.limitBytes);
}

async function readBlock({ limitBytes }: ReadRequest, { segment, offset }: ReadCursor): Promise<Buffer> {
  const { readBlockBytesMin, readBlockBytesMax } = JOURNAL_LIMITS;
  const rest = segment.endOffset - offset;
  const wanted = Math.min(Math.max(limitBytes, readBlockBytesMin), readBlockBytesMax, rest);
  const block = await segment.file.read(offset, wanted);
  const needed = frameBytesAt(block, 0);
  return needed > block.length && needed <= rest ? segment.file.read(offset, needed) : block;
}

type Taking = {
  readonly records: JournalRecord[];
  readonly bytes: number;
  readonly block: Buffer;
  readonly position: number;
  readonly segmentLast: number;
};

/** Takes whole records from the start of the block until it ends, the request is full, or one is not what it must be. */
function takeFrames(
  request: ReadRequest,
  taking: Taking,
): { offset: number; position: number; bytes: number } {
  const { records, block, segmentLast } = taking;
  let { bytes, position } = taking;
  let offset = 0;
  while (position <= segmentLast && !isFull(request, records, bytes)) {
    const frame = readFrame(block, offset);
    if (frame?.position !== position) break;
    if (position >= request.from) {
      records.push({ pos: position, payload: frame.payload });
      bytes += frame.payload.length;
    }
    offset = frame.end;
    position += 1;
  }
  return { offset, position, bytes };
}

/** A record that must be here is not: finds the next one, and reports what is lost between. */
async function passOver(
  { onDamage }: ReadRequest,
  { segment, offset, position }: ReadCursor,
  segmentLast: number,
): Promise<ReadCursor> {
  const rest = await segment.file.read(offset, segment.endOffset - offset);
  const found = findFrame(rest, { offset: 0, positionMin: position, positionMax: segmentLast });
  const nextPosition = found?.frame.position ?? segmentLast + 1;
  if (nextPosition > position)
    onDamage({ path: segment.path, offset, firstPosition: position, lastPosition: nextPosition - 1 });
  return { position: nextPosition, segment, offset: offset + (found?.offset ?? rest.length) };
}
