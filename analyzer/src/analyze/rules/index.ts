import { PYTHON_RULES } from '../python/python-rules.ts';
import type { Rule } from '../rule.ts';
import { INPUT_RULES } from './bad-input.ts';
import { chunkLoad } from './chunk-load.ts';
import { connection } from './connection.ts';
import { constantAssignment } from './constant-assignment.ts';
import { environmentMissing } from './environment-missing.ts';
import { headersSent } from './headers-sent.ts';
import { importMismatch } from './import-mismatch.ts';
import { jsonParse } from './json-parse.ts';
import { MESSAGE_RULES } from './message-classes.ts';
import { missingArgument } from './missing-argument.ts';
import { missingAwait } from './missing-await.ts';
import { noise } from './noise.ts';
import { notAFunction } from './not-a-function.ts';
import { nullishAccess } from './nullish-access.ts';
import { stackOverflow } from './stack-overflow.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unhandledRejection } from './unhandled-rejection.ts';

/**
 * In order: the first rule that explains an error has the word. Classes that no patch cures come first, and a missing
 * await before the two errors it shows itself as.
 */
export const RULES: readonly Rule[] = [
  noise,
  chunkLoad,
  connection,
  ...PYTHON_RULES,
  missingAwait,
  nullishAccess,
  notAFunction,
  jsonParse,
  undefinedVariable,
  constantAssignment,
  importMismatch,
  headersSent,
  stackOverflow,
  ...INPUT_RULES,
  environmentMissing,
  missingArgument,
  ...MESSAGE_RULES,
  unhandledRejection,
];
