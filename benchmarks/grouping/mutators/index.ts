import { DIFFERENT_MUTATORS } from './different-mutators.ts';
import { FURTHER_KEY_MUTATORS } from './further-key-mutators.ts';
import type { Mutator } from './mutator.ts';
import { SAME_MUTATORS } from './same-mutators.ts';
import { SDK_MUTATORS } from './sdk-mutators.ts';

/** A class draws by its place in this list: new ones come at the end, so that the pairs of the others stay. */
export const MUTATORS: readonly Mutator[] = [
  ...SAME_MUTATORS,
  ...DIFFERENT_MUTATORS,
  ...SDK_MUTATORS,
  ...FURTHER_KEY_MUTATORS,
];
