import { DIFFERENT_MUTATORS } from './different-mutators.ts';
import type { Mutator } from './mutator.ts';
import { SAME_MUTATORS } from './same-mutators.ts';

export const MUTATORS: readonly Mutator[] = [...SAME_MUTATORS, ...DIFFERENT_MUTATORS];
