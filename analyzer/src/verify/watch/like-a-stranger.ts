import { isEqual } from '../is-equal.ts';
import { VERIFY_LIMITS } from '../limits.ts';
import type { Summary } from '../replay/plan.ts';
import type { TestCall } from './find-test-call.ts';
import type { ForcedCall } from './force-each.ts';
import type { WatchedCall } from './program/report.ts';

export const LIKE_A_STRANGER = 'the code gives the same for something of another kind';

/**
 * True where the missing value is treated as the code treats something that is none of what it asks for: without the
 * change a thing without any part gives the same, and nothing comes of it. The tests have to know the place: real values
 * of which nothing comes, and either calls without the value that end the same, or many calls. What few tests reach is
 * young, and what should come of it is often not decided yet.
 */
export function isLikeAStranger(
  { failure, given, varied, stranger }: ForcedCall,
  patched: WatchedCall,
  tests: Pick<TestCall, 'plain' | 'absent' | 'missing'> & { readonly isKept: boolean },
): boolean {
  const { absence } = tests.missing;
  // What a search gives, not a part of a thing: that it finds nothing may be the mistake.
  if (absence.kind === 'text' && absence.keys.length === 0) return false;
  if (stranger === null || !isAlike(stranger, patched)) return false;
  if (!isNothing(patched.result) || !isQuiet(patched, failure, [given, ...varied])) return false;
  // Where nothing came of the call with its value either, its test has nothing to miss.
  if (isAlike(given, patched) && !tests.isKept) return false;
  const endsAlike = (call: WatchedCall): boolean =>
    isEqual(call.result, patched.result) && isEqual(namesOf(call), namesOf(patched));
  const passing = tests.plain.exitCode === 0 ? different(tests.plain.calls.filter(isWhole)) : [];
  if (passing.filter(endsAlike).length < VERIFY_LIMITS.strangeCallsMin) return false;
  if (!tests.absent.every(endsAlike)) return false;
  return tests.absent.length >= VERIFY_LIMITS.absentCallsMin || passing.length >= VERIFY_LIMITS.placeCallsMin;
}

/** Many calls with the same say no more than one. */
function different(calls: readonly WatchedCall[]): WatchedCall[] {
  const known = new Map(calls.map((call) => [JSON.stringify([call.value, call.arguments]), call]));
  return [...known.values()];
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
