import { join } from 'node:path';
import type { JournalDamage } from './damage.ts';
import type { FileSystem } from './file-system.ts';
import { type JournalIdentity, establishIdentity } from './identity.ts';
import { findFrame, readFrame } from './record-frame.ts';
import { type Segment, firstPositionOf, isUnfinished } from './segment.ts';
import { decodeSegmentHeader, SEGMENT_HEADER_BYTES, type SegmentHeader } from './segment-header.ts';

export type RecoveredJournal = {
  readonly identity: JournalIdentity;
  /** In order of their positions; empty for a new journal. */
  readonly segments: Segment[];
  readonly lastPosition: number;
};

type Recovery = {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly collectorId: string | undefined;
  readonly onDamage: (damage: JournalDamage) => void;
};

/**
 * Opens what a directory holds. The torn tail of the last segment, which nobody was told is durable, is cut off before
 * anything is appended; intact records behind damage are kept.
 */
export async function recoverSegments(recovery: Recovery): Promise<RecoveredJournal> {
  const { fileSystem, directory } = recovery;
  await fileSystem.makeDirectory(directory);
  const names = await fileSystem.list(directory);
  for (const name of names.filter(isUnfinished)) await fileSystem.remove(join(directory, name));
  const segments: Segment[] = [];
  try {
    const headers = await openSegments(recovery, names, segments);
    const identity = await establishIdentity(recovery, {
      wantedCollector: recovery.collectorId,
      isNew: segments.length === 0,
      segments: headers,
    });
    const active = segments.at(-1);
    const lastPosition = active ? await recoverTail(active, recovery.onDamage) : -1;
    return { identity, segments, lastPosition };
  } catch (error) {
    for (const segment of segments) await segment.file.close();
    throw error;
  }
}

/** Fills the list, so that whoever fails can close what is open, and answers the readable headers. */
async function openSegments(
  { fileSystem, directory }: Recovery,
  names: readonly string[],
  segments: Segment[],
): Promise<SegmentHeader[]> {
  const headers: SegmentHeader[] = [];
  for (const name of names.toSorted()) {
    const firstPosition = firstPositionOf(name);
    if (firstPosition === undefined) continue;
    const path = join(directory, name);
    const file = await fileSystem.open(path, 'existing');
    segments.push({ path, file, firstPosition, endOffset: await file.size() });
    // A damaged header costs nothing: name and identity file say the same.
    const header = decodeSegmentHeader(await file.read(0, SEGMENT_HEADER_BYTES), path);
    if (header) headers.push(header);
  }
  return headers;
}

/** Finds the last intact record, cuts off what follows, and answers the position of that record. */
async function recoverTail(segment: Segment, onDamage: Recovery['onDamage']): Promise<number> {
  const block = await segment.file.read(0, segment.endOffset);
  // No two records are nearer than this, which bounds the positions that can be true here.
  const positionMax = segment.firstPosition + block.length;
  let position = segment.firstPosition - 1;
  let offset = Math.min(SEGMENT_HEADER_BYTES, block.length);
  for (;;) {
    const frame = readFrame(block, offset);
    if (frame?.position === position + 1) {
      position = frame.position;
      offset = frame.end;
      continue;
    }
    const found = findFrame(block, { offset, positionMin: position + 1, positionMax });
    if (!found) break;
    const damage = { path: segment.path, offset };
    // Equal positions: only bytes between two records are damaged, which cannot lose a record.
    if (found.frame.position > position + 1)
      onDamage({ ...damage, firstPosition: position + 1, lastPosition: found.frame.position - 1 });
    position = found.frame.position;
    offset = found.frame.end;
  }
  if (block.subarray(offset).some((byte) => byte !== 0) || block.length < SEGMENT_HEADER_BYTES)
    await cutOff(segment, offset);
  segment.endOffset = Math.max(offset, SEGMENT_HEADER_BYTES);
  return position;
}

/** Durable before the first append: the rest of a torn group must never come back behind a new record. */
async function cutOff(segment: Segment, offset: number): Promise<void> {
  await segment.file.truncate(offset);
  await segment.file.datasync();
}
