import type { BugSageError } from '@bugsage/core';
import type { JournalDamage } from './damage.ts';
import type { FileSystem } from './file-system.ts';
import type { JournalIdentity } from './identity.ts';
import { journalClosed, journalFailed, journalFull, recordTooLarge } from './journal-errors.ts';
import { JOURNAL_LIMITS } from './limits.ts';
import { type JournalRecord, type ReadCursor, readRecords } from './read-records.ts';
import { frameBytes } from './record-frame.ts';
import { SEGMENT_HEADER_BYTES } from './segment-header.ts';
import type { SegmentWriter } from './segment-writer.ts';

type Append = {
  readonly payloads: readonly Uint8Array[];
  readonly bytes: number;
  readonly resolve: (positions: AppendedPositions) => void;
  readonly reject: (error: BugSageError) => void;
};

/** The records of one append have consecutive positions. */
export type AppendedPositions = { readonly first: number; readonly last: number };

export type JournalOptions = {
  readonly fileSystem: FileSystem;
  readonly identity: JournalIdentity;
  readonly writer: SegmentWriter;
  readonly segmentBytes: number;
  readonly spoolBytesMax: number;
  /** Told once, when the disk failed and the journal will take nothing more. The process should end. */
  readonly onSealed: (error: BugSageError) => void;
  readonly onDamage: (damage: JournalDamage) => void;
};

/**
 * The write-ahead log between `receive` and the rest (docs/decisions/journal.md).
 *
 *     open -> sealed | closed;  sealed -> closed
 *
 * A sealed journal still reads; only a new start finds out what the disk kept.
 */
export class Journal {
  readonly #options: JournalOptions;
  #refusal: BugSageError | undefined;
  #closed: Promise<void> | undefined;
  #refusesForSpace = false;
  #queue: Append[] = [];
  #queuedBytes = 0;
  #flushing: Promise<void> | undefined;
  #writingSince = 0;
  #lastWriteMs = 0;
  #cursor: ReadCursor | undefined;
  #handedOut = -1;
  /** Bytes of the oldest segment that are trimmed already. */
  #trimmedBytes = 0;
  #reading: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<() => void>();

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  get collector(): string {
    return this.#options.identity.collector;
  }

  get incarnation(): number {
    return this.#options.identity.incarnation;
  }

  /** Position of the newest durable record, -1 before the first. */
  get lastPosition(): number {
    return this.#options.writer.lastPosition;
  }

  /** Framed bytes on disk that are not trimmed. Trimming inside a segment counts once its records were read. */
  get bytesPending(): number {
    let bytes = -this.#trimmedBytes;
    for (const segment of this.#options.writer.segments) bytes += segment.endOffset - SEGMENT_HEADER_BYTES;
    return bytes;
  }

  /** Share of the spool that is used, what waits for the disk included. */
  get spoolShare(): number {
    return (this.bytesPending + this.#queuedBytes) / this.#options.spoolBytesMax;
  }

  /** Why an append would be refused now; undefined when it would be taken. For readiness. */
  refusal(): BugSageError | undefined {
    if (this.#refusal) return this.#refusal;
    const share = this.spoolShare;
    if (share > JOURNAL_LIMITS.refuseAbove) this.#refusesForSpace = true;
    else if (share < JOURNAL_LIMITS.acceptBelow) this.#refusesForSpace = false;
    if (this.#refusesForSpace)
      return journalFull(`${Math.round(share * 100)} % of its ${this.#options.spoolBytesMax} bytes are used`);
    if (this.#queuedBytes > JOURNAL_LIMITS.queuedBytesMax)
      return journalFull(`${this.#queuedBytes} bytes wait for the disk`);
    const waitMs = this.#expectedWaitMs();
    if (waitMs > JOURNAL_LIMITS.waitMsMax)
      return journalFull(
        `the disk is slow, and what comes now would wait ${Math.round(waitMs / 1000)} s for it`,
      );
    return undefined;
  }

  /** How long an append of now would wait: every group before it as long as the last one took, or this one already takes. */
  #expectedWaitMs(): number {
    if (this.#queuedBytes === 0) return 0;
    const groupMs = Math.max(this.#lastWriteMs, performance.now() - this.#writingSince);
    return groupMs * Math.ceil(this.#queuedBytes / JOURNAL_LIMITS.groupBytesMax);
  }

  /**
   * Resolves when all payloads are durable; they are then read as one run of positions. Rejects with `BugSageError`
   * `journal_full` (later), `journal_failed` (after a restart), `shutting_down` or `too_large`; then nobody reads them,
   * unless a power cut leaves a part of what was being written.
   */
  async append(payloads: readonly Uint8Array[]): Promise<AppendedPositions> {
    const refusal = this.refusal();
    if (refusal) throw refusal;
    let bytes = 0;
    for (const payload of payloads) {
      if (payload.length === 0) throw new Error('A payload of the journal is never empty.');
      if (payload.length > JOURNAL_LIMITS.recordBytesMax) throw recordTooLarge(payload.length);
      bytes += frameBytes(payload);
    }
    if (payloads.length === 0) throw new Error('An append to the journal has at least one payload.');
    if (bytes > this.#options.segmentBytes - SEGMENT_HEADER_BYTES) throw recordTooLarge(bytes);
    return new Promise((resolve, reject) => {
      this.#queue.push({ payloads, bytes, resolve, reject });
      this.#queuedBytes += bytes;
      if (this.#flushing !== undefined) return;
      // A pause before it, when nothing was to be written, is no wait for the disk.
      this.#writingSince = performance.now();
      this.#flushing = this.#flush();
    });
  }

  /** Records from a position on, in order; damaged ones are reported and left out. Empty when there are none yet. */
  async read(from: number, limitRecords: number, limitBytes: number): Promise<JournalRecord[]> {
    return this.#asReader(async () => {
      const { writer, onDamage } = this.#options;
      const { segments, lastPosition } = writer;
      const cursor = this.#cursor;
      const limits = { limitRecords, limitBytes };
      const result = await readRecords({ segments, lastPosition, from, cursor, onDamage, ...limits });
      this.#cursor = result.cursor;
      this.#handedOut = Math.max(this.#handedOut, (result.cursor?.position ?? from) - 1);
      return result.records;
    });
  }

  /** Gives up all records before the position: they are stored elsewhere, durably. */
  async trim(beforePosition: number): Promise<void> {
    await this.#asReader(async () => {
      const { fileSystem, writer } = this.#options;
      const { segments } = writer;
      let removed = 0;
      while (segments.length > 1 && (segments[1]?.firstPosition ?? Infinity) <= beforePosition) {
        const oldest = segments.shift();
        if (!oldest) break;
        await oldest.file.close();
        await fileSystem.remove(oldest.path);
        removed += 1;
      }
      if (removed > 0) {
        this.#trimmedBytes = 0;
        await fileSystem.syncDirectory(writer.directory);
      }
      const cursor = this.#cursor;
      if (cursor?.position === beforePosition && cursor.segment === segments[0])
        this.#trimmedBytes = cursor.offset - SEGMENT_HEADER_BYTES;
    });
  }

  /**
   * Resolves when there is a durable record behind `after`, by default behind everything `read` has looked at; or when
   * the signal aborts or the journal closes.
   */
  async waitForAppend(signal: AbortSignal, after: number = this.#handedOut): Promise<void> {
    const wake = (): void => this.#wake();
    signal.addEventListener('abort', wake);
    while (this.lastPosition <= after && !signal.aborted && !this.#closed)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    signal.removeEventListener('abort', wake);
  }

  /** Finishes what was taken, then lets go of the files. May be called twice. */
  async close(): Promise<void> {
    this.#refusal ??= journalClosed();
    this.#closed ??= this.#close();
    await this.#closed;
  }

  async #close(): Promise<void> {
    await this.#flushing;
    await this.#reading;
    this.#wake();
    await this.#options.writer.close();
  }

  /** One write and one `fdatasync` at a time; what is queued meanwhile is the next group, without any timer. */
  async #flush(): Promise<void> {
    while (this.#queue.length > 0) {
      await endOfTurn();
      this.#writingSince = performance.now();
      const group = this.#takeGroup();
      try {
        if (group.length === 0) await this.#options.writer.rotate();
        else await this.#commit(group);
      } catch (error) {
        this.#fail(group, error as BugSageError);
      }
    }
    this.#flushing = undefined;
  }

  /** Whole appends that fit the segment. None when the first does not. */
  #takeGroup(): Append[] {
    const room = Math.min(this.#options.writer.roomBytes, JOURNAL_LIMITS.groupBytesMax);
    let bytes = 0;
    let count = 0;
    for (const append of this.#queue) {
      const fits =
        bytes + append.bytes <= room || (count === 0 && append.bytes <= this.#options.writer.roomBytes);
      if (!fits) break;
      bytes += append.bytes;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(group: readonly Append[]): Promise<void> {
    const { writer } = this.#options;
    let first = writer.lastPosition + 1;
    await writer.write(
      group.length === 1 ? (group[0] as Append).payloads : group.flatMap((append) => append.payloads),
    );
    this.#lastWriteMs = performance.now() - this.#writingSince;
    for (const append of group) {
      this.#queuedBytes -= append.bytes;
      append.resolve({ first, last: first + append.payloads.length - 1 });
      first += append.payloads.length;
    }
    this.#wake();
  }

  /** Refuses the group; everything that waits, too, when a rotation had no room or the disk failed. */
  #fail(group: readonly Append[], thrown: BugSageError): void {
    const error = thrown.code === 'journal_full' ? thrown : journalFailed(thrown.cause ?? thrown);
    const sealed = error.code === 'journal_failed';
    const refused = sealed || group.length === 0 ? [...group, ...this.#queue.splice(0)] : group;
    for (const append of refused) {
      this.#queuedBytes -= append.bytes;
      append.reject(error);
    }
    if (!sealed || this.#refusal?.code === 'journal_failed') return;
    this.#refusal = error;
    this.#options.onSealed(error);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Reads and trims take turns: a trim closes the files a read uses. */
  async #asReader<Result>(turn: () => Promise<Result>): Promise<Result> {
    const mine = this.#reading.then(turn);
    this.#reading = mine.catch(() => undefined);
    return mine;
  }
}

/**
 * When everything that arrived together has been read. Writing at the first of these requests made two writes of most
 * groups, one of them for a single record; the disk does not wait longer, because the thread is busy reading anyway.
 */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
