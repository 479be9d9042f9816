import type { Rule } from '../rule.ts';
import { nullishAccess } from './nullish-access.ts';

/** In order: the first rule that explains an error has the word. */
export const RULES: readonly Rule[] = [nullishAccess];
