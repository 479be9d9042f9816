import { BugSageError } from '@bugsage/core';
import type { JournalDamage } from './damage.ts';
import type { FileSystem } from './file-system.ts';
import { Journal } from './journal.ts';
import { JOURNAL_LIMITS } from './limits.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { recoverSegments } from './recover-segments.ts';
import { SegmentWriter } from './segment-writer.ts';

export type OpenJournalOptions = {
  /** Belongs to one process at a time; who opens it makes sure of that. */
  readonly directory: string;
  readonly fileSystem?: FileSystem;
  /** 1 to 64 of `[A-Za-z0-9_-]`. Given only for a new journal; by default a random one is made and kept. */
  readonly collectorId?: string;
  readonly segmentBytes?: number;
  readonly spoolBytesMax?: number;
  readonly onSealed?: (error: BugSageError) => void;
  readonly onDamage?: (damage: JournalDamage) => void;
};

/**
 * Opens the journal in a directory, or begins one, and cuts off a torn tail. Throws `BugSageError`
 * `journal_version_unsupported`, `journal_identity_conflict`, `journal_full` or `journal_failed`.
 */
export async function openJournal(given: OpenJournalOptions): Promise<Journal> {
  const {
    directory,
    fileSystem = nodeFileSystem,
    onDamage = () => undefined,
    onSealed = () => undefined,
  } = given;
  const { segmentBytes = JOURNAL_LIMITS.segmentBytes, spoolBytesMax = JOURNAL_LIMITS.spoolBytesMax } = given;
  if (spoolBytesMax < 4 * segmentBytes) throw spoolTooSmall(spoolBytesMax, segmentBytes);
  const place = { fileSystem, directory };
  const recovered = await recoverSegments({ ...place, onDamage, collectorId: given.collectorId });
  const { identity, segments, lastPosition } = recovered;
  const writer = new SegmentWriter({ ...place, identity, segmentBytes, segments, lastPosition });
  if (segments.length === 0) await writer.rotate();
  return new Journal({ fileSystem, identity, writer, segmentBytes, spoolBytesMax, onSealed, onDamage });
}

/** Space is freed by whole segments, so a spool of few segments would be full long before it is. */
function spoolTooSmall(spoolBytesMax: number, segmentBytes: number): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message: `The spool of ${spoolBytesMax} bytes must hold at least 4 segments of ${segmentBytes} bytes.`,
  });
}
