import { crc32 } from 'node:zlib';
import { JOURNAL_LIMITS } from './limits.ts';

/**
 * A record on disk, little-endian: `{ length u32, checksum u32, position u64, payload }`. `length` counts the payload,
 * `checksum` covers position and payload. Zeros are no record, because a payload is never empty.
 *
 * The checksum is the CRC-32 of zlib and not CRC-32C: Node has it natively (0.1 us per KiB), and both find every torn
 * or flipped record of this size equally well; a CRC-32C in JavaScript costs ten times as much.
 */
export const FRAME_HEADER_BYTES = 16;

const TWO_TO_32 = 2 ** 32;

export type Frame = {
  readonly position: number;
  readonly payload: Buffer;
  /** Where the next frame starts in the block. */
  readonly end: number;
};

export function frameBytes(payload: Uint8Array): number {
  return FRAME_HEADER_BYTES + payload.length;
}

/** Writes a frame into the block and answers where the next one goes. */
export function writeFrame(
  block: Buffer,
  frame: { readonly offset: number; readonly position: number; readonly payload: Uint8Array },
): number {
  const { offset, position, payload } = frame;
  const end = offset + FRAME_HEADER_BYTES + payload.length;
  block.writeUInt32LE(payload.length, offset);
  // Not BigInt: two halves cost a tenth, and positions stay below 2^53.
  block.writeUInt32LE(position % TWO_TO_32, offset + 8);
  block.writeUInt32LE(Math.floor(position / TWO_TO_32), offset + 12);
  block.set(payload, offset + FRAME_HEADER_BYTES);
  block.writeUInt32LE(crc32(block.subarray(offset + 8, end)), offset + 4);
  return end;
}

/** Bytes the frame at the offset says it has; 0 when it does not fit its bounds or the block ends before it says so. */
export function frameBytesAt(block: Buffer, offset: number): number {
  if (offset + FRAME_HEADER_BYTES > block.length) return 0;
  const length = block.readUInt32LE(offset);
  return length === 0 || length > JOURNAL_LIMITS.recordBytesMax ? 0 : FRAME_HEADER_BYTES + length;
}

/** The intact frame at the offset, if there is one that the block holds whole. Its payload shares the block's memory. */
export function readFrame(block: Buffer, offset: number): Frame | undefined {
  const bytes = frameBytesAt(block, offset);
  const end = offset + bytes;
  if (bytes === 0 || end > block.length) return undefined;
  if (crc32(block.subarray(offset + 8, end)) !== block.readUInt32LE(offset + 4)) return undefined;
  return {
    position: readPosition(block, offset),
    payload: block.subarray(offset + FRAME_HEADER_BYTES, end),
    end,
  };
}

/**
 * The next intact frame behind damage whose position is in the range. Looking for it byte by byte is safe: the payloads
 * are JSON, which never holds the zero bytes that every position below 2^32 has, so no client can plant a frame.
 */
export function findFrame(
  block: Buffer,
  search: { readonly offset: number; readonly positionMin: number; readonly positionMax: number },
): { readonly offset: number; readonly frame: Frame } | undefined {
  const last = block.length - FRAME_HEADER_BYTES - 1;
  for (let offset = skipZeros(block, search.offset); offset <= last; offset += 1) {
    if (frameBytesAt(block, offset) === 0) continue;
    const position = readPosition(block, offset);
    if (position < search.positionMin || position > search.positionMax) continue;
    const frame = readFrame(block, offset);
    if (frame) return { offset, frame };
  }
  return undefined;
}

/** The first offset that may start a frame. Most of a young segment is zeros: eight at a time. */
function skipZeros(block: Buffer, from: number): number {
  let offset = from;
  while (
    offset + 8 <= block.length &&
    block.readUInt32LE(offset) === 0 &&
    block.readUInt32LE(offset + 4) === 0
  )
    offset += 8;
  while (offset < block.length && block[offset] === 0) offset += 1;
  // A length may begin with up to three zero bytes.
  return Math.max(from, offset - 3);
}

function readPosition(block: Buffer, offset: number): number {
  return block.readUInt32LE(offset + 12) * TWO_TO_32 + block.readUInt32LE(offset + 8);
}
