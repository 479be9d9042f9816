import type { NormalizedEvent } from '@bugsage/core';
import type { Random } from '../random.ts';

export type Pair = readonly [NormalizedEvent, NormalizedEvent];

/** One way in which two events of the same bug, or of two bugs, differ. */
export type Mutator = {
  readonly id: string;
  readonly name: string;
  /** What a good grouping says of the pair. */
  readonly expected: 'same' | 'different';
  /** True for classes that show behaviour but have no right answer, or cannot be solved without more data. */
  readonly isInformational?: true;
  /** A pair made of the seed; null when the class does not concern it. `others` are all seeds. */
  readonly mutate: (seed: NormalizedEvent, random: Random, others: readonly NormalizedEvent[]) => Pair | null;
};
