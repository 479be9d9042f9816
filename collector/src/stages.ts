import type { CommitResult } from '@bugsage/backends';
import type { NormalizedEvent, PlacedEvent, ReceivedEvent, ReceivedSessions } from '@bugsage/core';

/** The same batch of the journal, stage by stage; each stage takes the former one's type and no other. */
export type ReceivedBatch = BatchOf<{
  /**
   * Decodes the record; once, by the next stage. A batch that held its events decoded and normalized at once would
   * outlive the young generation, and then the garbage collector costs more than normalizing. Throws SyntaxError.
   */
  readonly read: () => ReceivedEvent;
  readonly pos: number;
}>;
export type NormalizedBatch = BatchOf<{ readonly event: NormalizedEvent; readonly pos: number }>;
/** Frames of generated code are replaced by their source, where there is a map. */
export type SymbolicatedBatch = NormalizedBatch;
export type FingerprintedBatch = BatchOf<PlacedEvent>;
/** `duplicates` were dropped; they are counted when the batch is committed, since a batch may be tried again. */
export type FreshBatch = BatchOf<PlacedEvent> & { readonly duplicates: number };

/** A record that tells of sessions; decoded once, by `store`, which is all that happens to it. */
export type SessionRecord = { readonly read: () => ReceivedSessions; readonly pos: number };

type BatchOf<Item> = {
  readonly items: readonly Item[];
  readonly sessions: readonly SessionRecord[];
  /** Last position of the journal this batch covers, dropped and damaged records included. */
  readonly lastPosition: number;
};

export type Stages = {
  normalize(batch: ReceivedBatch): Promise<NormalizedBatch>;
  symbolicate(batch: NormalizedBatch): Promise<SymbolicatedBatch>;
  fingerprint(batch: SymbolicatedBatch): Promise<FingerprintedBatch>;
  dedupe(batch: FingerprintedBatch): Promise<FreshBatch>;
  store(batch: FreshBatch): Promise<CommitResult>;
  publish(result: CommitResult): void;
};
