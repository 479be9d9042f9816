import { BugSageError } from '@bugsage/core';
import { crc32 } from 'node:zlib';

export const SEGMENT_HEADER_BYTES = 128;
export const JOURNAL_FORMAT_VERSION = 1;

const MAGIC = Buffer.from('BUGSAGEJ', 'latin1');
const VERSION_AT = 8;
const INCARNATION_AT = 12;
const FIRST_POSITION_AT = 16;
const COLLECTOR_LENGTH_AT = 24;
const COLLECTOR_AT = 25;
const CHECKSUM_AT = SEGMENT_HEADER_BYTES - 4;

/** What a segment says of itself. Collector ids are 1 to 64 of `[A-Za-z0-9_-]`. */
export type SegmentHeader = {
  readonly collector: string;
  readonly incarnation: number;
  readonly firstPosition: number;
};

/** `{ magic[8], version u32, incarnation u32, first position u64, id length u8, collector id, zeros, crc u32 }` */
export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(JOURNAL_FORMAT_VERSION, VERSION_AT);
  bytes.writeUInt32LE(header.incarnation, INCARNATION_AT);
  bytes.writeBigUInt64LE(BigInt(header.firstPosition), FIRST_POSITION_AT);
  bytes.writeUInt8(header.collector.length, COLLECTOR_LENGTH_AT);
  bytes.write(header.collector, COLLECTOR_AT, 'latin1');
  bytes.writeUInt32LE(crc32(bytes.subarray(0, CHECKSUM_AT)), CHECKSUM_AT);
  return bytes;
}

/**
 * Undefined when the bytes are damaged. Throws `BugSageError` `journal_version_unsupported` for a journal of another
 * format version: reading it by guess would lose events.
 */
export function decodeSegmentHeader(bytes: Buffer, path: string): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const version = bytes.readUInt32LE(VERSION_AT);
  if (version !== JOURNAL_FORMAT_VERSION) throw unsupportedVersion(version, path);
  if (crc32(bytes.subarray(0, CHECKSUM_AT)) !== bytes.readUInt32LE(CHECKSUM_AT)) return undefined;
  const collectorEnd = COLLECTOR_AT + bytes.readUInt8(COLLECTOR_LENGTH_AT);
  return {
    collector: bytes.toString('latin1', COLLECTOR_AT, collectorEnd),
    incarnation: bytes.readUInt32LE(INCARNATION_AT),
    firstPosition: Number(bytes.readBigUInt64LE(FIRST_POSITION_AT)),
  };
}

function unsupportedVersion(version: number, path: string): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'journal_version_unsupported',
    message:
      `The journal ${path} has format version ${version}, this program reads version ${JOURNAL_FORMAT_VERSION}. ` +
      'Start the version that wrote it and let it drain, then change versions.',
  });
}
