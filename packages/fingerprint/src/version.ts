import type { Grouping, NormalizedEvent } from '@bugsage/core';

/**
 * One way to key events. Its keys are stored, so a published version never changes: it keeps private copies of all it
 * uses, a golden test pins its hashes, and an improvement is a new version beside it.
 */
export type FingerprintVersion = {
  readonly id: string;
  /** Pure and total: any normalized event has a key. */
  readonly fingerprint: (event: NormalizedEvent) => Grouping;
  /** Fills the variables of a title that a rule sets. Not hashed. */
  readonly fillTitle: (title: string, event: NormalizedEvent) => string;
};
