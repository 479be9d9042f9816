import type { FileSystem } from './file-system.ts';
import type { JournalIdentity } from './identity.ts';
import { isOutOfSpace, journalFailed, journalFull } from './journal-errors.ts';
import { frameBytes, writeFrame } from './record-frame.ts';
import {
  activateSegment,
  discardSegment,
  type PreparedSegment,
  prepareSegment,
  type Segment,
} from './segment.ts';

export type SegmentWriterOptions = {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly identity: JournalIdentity;
  readonly segmentBytes: number;
  readonly segments: Segment[];
  readonly lastPosition: number;
};

/** Some 150 events; larger groups come with memory of their own. */
const BLOCK_BYTES = 256 * 1024;

/**
 * Appends groups of records to the last segment and begins new ones. One call at a time. Errors are `journal_full`,
 * after which everything is as before, or `journal_failed`, after which nothing may be written any more.
 */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  /** In order; only `trim` of the journal removes from the front. */
  readonly segments: Segment[];
  #lastPosition: number;
  /** Groups are framed here: one is written at a time, and fresh memory of this size comes from the kernel page by page. */
  readonly #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #prepared: Promise<PreparedSegment | undefined> | undefined;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.segments = options.segments;
    this.#lastPosition = options.lastPosition;
  }

  /** Position of the newest durable record, -1 before the first. */
  get lastPosition(): number {
    return this.#lastPosition;
  }

  get directory(): string {
    return this.#options.directory;
  }

  get roomBytes(): number {
    const active = this.segments.at(-1);
    return active ? this.#options.segmentBytes - active.endOffset : 0;
  }

  /** Resolves when all records are durable. They must fit the room. */
  async write(payloads: readonly Uint8Array[]): Promise<void> {
    const segment = this.segments.at(-1) as Segment;
    const group = this.#encode(payloads);
    await this.#writeWhole(segment, group);
    segment.endOffset += group.length;
    this.#lastPosition += payloads.length;
    if (this.roomBytes < this.#options.segmentBytes / 2) this.#prepared ??= this.#prepareAhead();
  }

  /** Begins the next segment. */
  async rotate(): Promise<void> {
    const prepared = await this.#takePrepared();
    const { identity } = this.#options;
    try {
      const owner = { ...identity, firstPosition: this.#lastPosition + 1 };
      this.segments.push(await activateSegment(this.#options, prepared, owner));
    } catch (error) {
      throw journalFailed(error);
    }
  }

  async close(): Promise<void> {
    const prepared = await this.#prepared;
    if (prepared) await discardSegment(this.#options.fileSystem, prepared);
    for (const segment of this.segments) await segment.file.close();
  }

  #encode(payloads: readonly Uint8Array[]): Buffer {
    let bytes = 0;
    for (const payload of payloads) bytes += frameBytes(payload);
    const group = bytes <= BLOCK_BYTES ? this.#block.subarray(0, bytes) : Buffer.allocUnsafe(bytes);
    let offset = 0;
    let position = this.#lastPosition + 1;
    for (const payload of payloads) {
      offset = writeFrame(group, { offset, position, payload });
      position += 1;
    }
    return group;
  }

  async #writeWhole(segment: Segment, group: Buffer): Promise<void> {
    let written = 0;
    let failure: unknown;
    try {
      written = await segment.file.writeDurably(group, segment.endOffset);
    } catch (error) {
      failure = error;
    }
    if (written === group.length) return;
    // The kernel forgets pages it could not write and reports success the next time, so there must be no next time.
    if (failure !== undefined && !isOutOfSpace(failure)) throw journalFailed(failure);
    try {
      // Whole records of the group may be in the file; a recovery must not find what was refused here.
      await segment.file.truncate(segment.endOffset);
    } catch (error) {
      throw journalFailed(error);
    }
    throw journalFull(`the disk took ${written} of ${group.length} bytes`, failure);
  }

  /** In the background, so that a rotation costs three short calls. What fails here is tried again when it is needed. */
  async #prepareAhead(): Promise<PreparedSegment | undefined> {
    try {
      return await prepareSegment(this.#options, this.#options.segmentBytes);
    } catch {
      return undefined;
    }
  }

  async #takePrepared(): Promise<PreparedSegment> {
    const ahead = await this.#prepared;
    this.#prepared = undefined;
    if (ahead) return ahead;
    try {
      return await prepareSegment(this.#options, this.#options.segmentBytes);
    } catch (error) {
      if (isOutOfSpace(error)) throw journalFull('the disk has no room for another segment', error);
      throw journalFailed(error);
    }
  }
}
