import { join } from 'node:path';
import type { FileSystem, OpenFile } from './file-system.ts';
import type { JournalIdentity } from './identity.ts';
import { JOURNAL_LIMITS } from './limits.ts';
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES } from './segment-header.ts';

/** An open file of the journal. The last one takes appends, the others are only read. */
export type Segment = {
  readonly path: string;
  readonly file: OpenFile;
  readonly firstPosition: number;
  /** End of its durable bytes; of a file from before the last start, its size. */
  endOffset: number;
};

const SUFFIX = '.journal';
const UNFINISHED = '.new';

/** Sixteen hex digits, so that names sort as positions do. */
export function segmentPath(directory: string, firstPosition: number): string {
  return join(directory, `${firstPosition.toString(16).padStart(16, '0')}${SUFFIX}`);
}

/** Undefined for files of another kind. */
export function firstPositionOf(name: string): number | undefined {
  return /^[0-9a-f]{16}\.journal$/.test(name) ? Number.parseInt(name.slice(0, 16), 16) : undefined;
}

export function isUnfinished(name: string): boolean {
  return name.endsWith(UNFINISHED);
}

/** A file of zeros on disk, waiting for its first position. */
export type PreparedSegment = { readonly path: string; readonly file: OpenFile };

type Place = { readonly fileSystem: FileSystem; readonly directory: string };

/**
 * Takes the space of a whole segment, so that a full disk is found here and not in the middle of a record, and so that
 * later appends change no file size, which makes their `fdatasync` cheaper.
 */
export async function prepareSegment(
  { fileSystem, directory }: Place,
  segmentBytes: number,
): Promise<PreparedSegment> {
  const path = join(directory, `next${SUFFIX}${UNFINISHED}`);
  const file = await fileSystem.open(path, 'create');
  try {
    const zeros = Buffer.alloc(Math.min(JOURNAL_LIMITS.prepareBlockBytes, segmentBytes));
    for (let offset = 0; offset < segmentBytes;) {
      const block = zeros.subarray(0, Math.min(zeros.length, segmentBytes - offset));
      const written = await file.write(block, offset);
      if (written < block.length) throw outOfSpace(path);
      offset += written;
    }
    await file.datasync();
    return { path, file };
  } catch (error) {
    await discardSegment(fileSystem, { path, file });
    throw error;
  }
}

/** Gives up a segment that was never used. Its space is needed when the disk is full. */
export async function discardSegment(fileSystem: FileSystem, { path, file }: PreparedSegment): Promise<void> {
  await file.close();
  await fileSystem.remove(path);
}

/** Makes the prepared file the next segment, durably: header first, then the name. */
export async function activateSegment(
  { fileSystem, directory }: Place,
  prepared: PreparedSegment,
  owner: JournalIdentity & { readonly firstPosition: number },
): Promise<Segment> {
  const { file } = prepared;
  const header = encodeSegmentHeader(owner);
  if ((await file.write(header, 0)) < header.length) throw outOfSpace(prepared.path);
  await file.datasync();
  const path = segmentPath(directory, owner.firstPosition);
  await fileSystem.rename(prepared.path, path);
  await fileSystem.syncDirectory(directory);
  return { path, file, firstPosition: owner.firstPosition, endOffset: SEGMENT_HEADER_BYTES };
}

function outOfSpace(path: string): Error {
  return Object.assign(new Error(`No space left on the disk for ${path}`), { code: 'ENOSPC' });
}
