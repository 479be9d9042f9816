import type { Rule } from '../rule.ts';
import { chunkLoad } from './chunk-load.ts';
import { connection } from './connection.ts';
import { jsonParse } from './json-parse.ts';
import { missingAwait } from './missing-await.ts';
import { noise } from './noise.ts';
import { notAFunction } from './not-a-function.ts';
import { nullishAccess } from './nullish-access.ts';
import { unhandledRejection } from './unhandled-rejection.ts';

/**
 * In order: the first rule that explains an error has the word. Classes that no patch cures come first, and a missing
 * await before the two errors it shows itself as.
 */
export const RULES: readonly Rule[] = [
  noise,
  chunkLoad,
  connection,
  missingAwait,
  nullishAccess,
  notAFunction,
  jsonParse,
  unhandledRejection,
];
