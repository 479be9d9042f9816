import { leavesOf } from './leaves.ts';
import type { Precedents } from './precedents.ts';
import type { Outcome, Relative } from './replay/plan.ts';
import { isEqual } from './is-equal.ts';

/**
 * Why the result of the call that failed is right, in words of the repository; null when nothing says so. A guard can
 * give anything where a value is missing, and every result of the right type looks sensible: only what the code itself
 * does in the same situation tells one from another. `isSameCounted`: that all values give the same tells something.
 */
export function attestation(
  patched: Outcome,
  relatives: readonly Relative[],
  precedents: Precedents,
  { isFromOutside = false, isSameCounted = true } = {},
): string | null {
  const given = relatives.find(({ relation }) => relation === 'given');
  const isPrecedent = precedents.results.some((result) => isEqual(result, patched.result));
  // An answer of another server has no parts that could be missing one by one.
  if (given === undefined) return isFromOutside && isPrecedent ? PRECEDENT : null;
  const whole = [given, ...relatives.filter(({ relation }) => relation === 'varied')];
  if (!keepsTheRest(patched, whole, given)) return null;
  if (isSameCounted && isTheSame(patched, whole, precedents)) return INDEPENDENT;
  // Of two possible results one is given by chance.
  const alike = relatives.find(
    ({ relation, outcome }) =>
      typeof patched.result !== 'boolean' &&
      (relation === 'empty' || relation === 'left_out') &&
      isEqual(outcome.result, patched.result) &&
      isEqual(outcome.effects, patched.effects),
  );
  if (alike?.relation === 'left_out') return WITHOUT_ITEM;
  if (alike !== undefined) return FOR_EMPTY;
  if (isPrecedent) return PRECEDENT;
  return precedents.isGuardedAlike ? 'the code guards the same value in the same way elsewhere' : null;
}

export const INDEPENDENT = 'the result does not depend on the missing value';
export const WITHOUT_ITEM = 'the code gives the same without that item';
export const FOR_EMPTY = 'the code gives the same for an empty value';
const PRECEDENT = 'the code gives the same elsewhere when there is nothing';

/**
 * True where all that speaks for a result is how the function itself treats other values or nothing elsewhere, and not
 * that less of the same was there.
 */
export function restsOnFunction(reason: string): boolean {
  return !reason.endsWith(WITHOUT_ITEM) && !reason.endsWith(FOR_EMPTY);
}

/** What is the same whatever the value is must be so when it is missing too: no work beside it may be skipped. */
function keepsTheRest(patched: Outcome, whole: readonly Relative[], given: Relative): boolean {
  const isAbout = (effect: string): boolean => given.about.some((name) => effect.startsWith(`${name} `));
  const own = ({ effects }: Outcome): string[] => effects.filter((effect) => !isAbout(effect));
  const known = new Set(given.outcome.effects);
  if (patched.effects.some((effect) => !known.has(effect))) return false;
  // A single value is kept or not; that is decided by what it depends on.
  const parts = ({ result }: Outcome): string[] => placed(leavesOf(result), (path) => path !== '');
  const below = given.path;
  const isBeside = (path: string): boolean =>
    below === null || (path !== below && !path.startsWith(`${below}/`));
  const changes = ({ after }: Outcome): string[] => placed(leavesOf(after), isBeside);
  return [own, parts, changes].every((look) => keepsAll(patched, whole, look));
}

/** Values with their places; which item of a list it is does not count, because one may be left out. */
function placed(leaves: ReadonlyMap<string, string>, isAsked: (path: string) => boolean): string[] {
  return [...leaves].flatMap(([path, value]) =>
    isAsked(path) ? [`${path.replaceAll(/\/\d+(?=\/|$)/g, '/*')}=${value}`] : [],
  );
}

/** Everything that all of the calls have is there as often as in the one that has it least. */
function keepsAll(
  patched: Outcome,
  whole: readonly Relative[],
  look: (outcome: Outcome) => readonly string[],
): boolean {
  const kept = countsOf(look(patched));
  const [first = new Map<string, number>(), ...others] = whole.map(({ outcome }) => countsOf(look(outcome)));
  return [...first].every(([line, count]) => {
    const least = Math.min(count, ...others.map((other) => other.get(line) ?? 0));
    return (kept.get(line) ?? 0) >= least;
  });
}

/**
 * True when no value in the place of the missing one changes the result, and it stays. Truth is too easily the same, and so is
 * what a function of many results gives for values it does not know: values made up here say nothing about the others.
 */
function isTheSame(patched: Outcome, whole: readonly Relative[], { own }: Precedents): boolean {
  if (typeof patched.result === 'boolean') return false;
  if (own.some((result) => !isEqual(result, patched.result))) return false;
  return whole.every(({ outcome }) => isEqual(outcome.result, patched.result));
}

function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
