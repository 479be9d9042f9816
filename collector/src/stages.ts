import type { CommitResult } from '@bugsage/backends';
import type { EncodedEvent, NormalizedEvent, ReceivedEvent, ReceivedSessions } from '@bugsage/core';

/** An event of a batch of the journal, stage by stage; each stage takes the former one's type and no other. */
export type ReceivedItem = {
  /** Decodes the record; once, by the next stage. Throws SyntaxError. */
  readonly read: () => ReceivedEvent;
  readonly pos: number;
};
export type NormalizedItem = { readonly event: NormalizedEvent; readonly pos: number };
/** Frames of generated code are replaced by their source, where there is a map. */
export type SymbolicatedItem = NormalizedItem;
export type FingerprintedItem = EncodedEvent;

export type ReceivedBatch = BatchOf<ReceivedItem>;
export type FingerprintedBatch = BatchOf<FingerprintedItem>;
/** `duplicates` were dropped; they are counted when the batch is committed, since a batch may be tried again. */
export type FreshBatch = BatchOf<FingerprintedItem> & { readonly duplicates: number };

/** A record that tells of sessions; decoded once, by `store`, which is all that happens to it. */
export type SessionRecord = { readonly read: () => ReceivedSessions; readonly pos: number };

type BatchOf<Item> = {
  readonly items: readonly Item[];
  readonly sessions: readonly SessionRecord[];
  /** Last position of the journal this batch covers, dropped and damaged records included. */
  readonly lastPosition: number;
};

/** The first three work on slices of a batch, as many items out as in; the others on a whole batch. */
export type Stages = {
  normalize(items: readonly ReceivedItem[]): Promise<readonly NormalizedItem[]>;
  symbolicate(items: readonly NormalizedItem[]): Promise<readonly SymbolicatedItem[]>;
  fingerprint(items: readonly SymbolicatedItem[]): Promise<readonly FingerprintedItem[]>;
  dedupe(batch: FingerprintedBatch): Promise<FreshBatch>;
  store(batch: FreshBatch): Promise<CommitResult>;
  publish(result: CommitResult): void;
};
