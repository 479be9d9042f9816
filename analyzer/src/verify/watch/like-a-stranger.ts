import { isEqual } from '../is-equal.ts';
import type { Summary } from '../replay/plan.ts';
import type { ForcedCall } from './find-test-call.ts';
import type { WatchedCall } from './program/report.ts';
import type { WatchedRun } from './run-watched.ts';

export const LIKE_A_STRANGER = 'the code gives the same for something of another kind';

/**
 * True where the missing value is treated as the code treats something that is none of what it asks for: without the
 * change a thing without any part gives the same, so do real values of the tests, and nothing comes of it.
 */
export function isLikeAStranger(
  { failure, given, varied, stranger }: ForcedCall,
  patched: WatchedCall,
  tests: { readonly plain: WatchedRun; readonly isKept: boolean },
): boolean {
  if (stranger === null || !isAlike(stranger, patched)) return false;
  if (!isNothing(patched.result) || !isQuiet(patched, failure, [given, ...varied])) return false;
  // Where nothing came of the call with its value either, its test has nothing to miss.
  if (isAlike(given, patched) && !tests.isKept) return false;
  const seen = tests.plain.exitCode === 0 ? [...varied, ...tests.plain.calls.filter(isWhole)] : [];
  return seen.some(
    (call) => isEqual(call.result, patched.result) && isEqual(namesOf(call), namesOf(patched)),
  );
}

/** A call that passes the place with its value there. */
function isWhole({ reached, value, error }: WatchedCall): boolean {
  return reached && value !== null && error === null && !isNothing(value.is);
}

function isAlike(left: WatchedCall, right: WatchedCall): boolean {
  return isEqual(left.result, right.result) && isEqual(left.effects, right.effects);
}

/** What functions give when they found nothing, or when it is not so. */
function isNothing(result: Summary): boolean {
  if (result === null || result === false) return true;
  if (Array.isArray(result)) return result.length === 0;
  return isEqual(result, { $: 'undefined' });
}

/** Nothing is done but what was done before it failed, or what is done whatever the value is. */
function isQuiet(patched: WatchedCall, failure: WatchedCall, whole: readonly WatchedCall[]): boolean {
  if (isEqual(patched.effects, failure.effects)) return true;
  return (
    whole.length > 1 &&
    whole.every((call) => patched.effects.every((effect) => call.effects.includes(effect)))
  );
}

function namesOf({ effects }: WatchedCall): string[] {
  return effects.map((effect) => effect.split(' ', 1)[0] ?? '');
}
