import { isEqual } from '../is-equal.ts';
import { VERIFY_LIMITS } from '../limits.ts';
import { firstPlace } from '../replay/crash-place.ts';
import { errorKeyOf, isSameError } from '../replay/error-key.ts';
import type { Summary } from '../replay/plan.ts';
import { isAskedWhatItIs } from './asked-what-it-is.ts';
import type { CrashToWatch, MissingValue } from './find-absence.ts';
import type { WatchedCall, WatchedError, WatchSettings } from './program/report.ts';
import type { WatchedRun } from './run-watched.ts';

/** Runs the tests once more: which values are kept, and what is missing in which call. Null when the run gave no answer. */
export type Run = (keep: readonly number[], force: WatchSettings['force']) => Promise<WatchedRun | null>;

/** One call, each time in a run of its own. */
export type ForcedCall = {
  /** The call itself, as the test makes it. */
  readonly given: WatchedCall;
  /** The run in which its value was missing. */
  readonly failed: WatchedRun;
  readonly failure: WatchedCall;
  /** The call with other values there, as the tests have them in other calls. */
  readonly varied: readonly WatchedCall[];
  /** The call with something there that has none of the parts it is asked for; null where the call cannot live with it. */
  readonly stranger: WatchedCall | null;
  readonly force: NonNullable<WatchSettings['force']>;
};

/** Takes the value out of some of the calls, one run each. Null when a run gave no answer. */
export async function forceEach(input: {
  readonly run: Run;
  readonly usable: readonly WatchedCall[];
  readonly test: string;
  readonly missing: MissingValue;
  readonly crash: CrashToWatch;
  /** Why calls are of no use is put here, for people. */
  readonly failures: string[];
}): Promise<ForcedCall[] | null> {
  const { run, usable, test, missing, crash, failures } = input;
  const forced: ForcedCall[] = [];
  for (const given of chosenOf(usable)) {
    const force = { call: given.call, item: given.item, value: missing.value, isMet: false };
    const failed = await run([], force);
    if (failed === null) return null;
    const failure = forcedCall(failed, given);
    if (failure?.error == null || !isSameFailure(failure.error, crash)) {
      failures.push(notFailing({ test, missing, failure }));
      continue;
    }
    const varied = await variations({ run, usable, given, force });
    if (varied === null) return null;
    const stranger = await withStranger({ run, given, force, crash });
    if (stranger === 'ended') return null;
    forced.push({ given, failed, failure, varied, stranger, force });
    if (forced.length >= VERIFY_LIMITS.forcedCallsMax) break;
  }
  return forced;
}

/**
 * Calls of different outcome: a guard may be right where nothing comes of a call and wrong where something does. Late
 * ones have more others before them, whose values can be tried in them.
 */
function chosenOf(usable: readonly WatchedCall[]): WatchedCall[] {
  const late = usable.toReversed();
  const telling = late.find((call) => isTelling(call));
  const quiet = late.find((call) => !isTelling(call));
  const chosen = [telling, quiet, late[0], late[Math.floor(late.length / 2)], late.at(-1)];
  return [...new Set(chosen.filter((call) => call !== undefined))].slice(0, VERIFY_LIMITS.watchedCallsMax);
}

function isTelling({ result, effects }: WatchedCall): boolean {
  return effects.length > 0 || !(isNothing(result) || result === false);
}

/** The call in which the value was replaced; null when it is not the one that was meant. */
export function forcedCall(run: WatchedRun, given: WatchedCall): WatchedCall | null {
  const found = run.calls.find(({ forced }) => forced) ?? null;
  return found !== null && isEqual(found.arguments, given.arguments) ? found : null;
}

function isSameFailure({ type, message, stack }: WatchedError, crash: CrashToWatch): boolean {
  if (!isSameError(crash.expected, errorKeyOf(type, message))) return false;
  const at = firstPlace(withoutPackages(stack));
  return at !== null && at.path === crash.file.path && at.line === crash.line;
}

/** What fails inside of a package fails where the repository calls it. */
function withoutPackages(stack: string): string {
  const lines = stack.split('\n');
  return lines.filter((line) => !line.includes('/node_modules/')).join('\n');
}

function notFailing(tried: {
  readonly test: string;
  readonly missing: MissingValue;
  readonly failure: WatchedCall | null;
}): string {
  const { failure, missing, test } = tried;
  const words = `With ${missing.words} ${missing.value} in a call that ${test} makes, it`;
  if (failure === null) return `${words} is not the same call again.`;
  if (failure.error === null) return `${words} does not fail.`;
  return `${words} fails in another way: ${failure.error.type}: ${failure.error.message.split('\n', 1)[0] ?? ''}.`;
}

/**
 * Asked only where the code asks too: with the stranger where it fails, and nothing there else; where more fails, with the
 * stranger everywhere.
 */
async function withStranger(input: {
  readonly run: Run;
  readonly given: WatchedCall;
  readonly force: ForcedCall['force'];
  readonly crash: CrashToWatch;
}): Promise<WatchedCall | 'ended' | null> {
  const { run, given, force, crash } = input;
  if (!isAskedWhatItIs(crash.accused)) return null;
  for (const changed of [{ isMet: true }, { value: 'stranger' as const }]) {
    const ran = await run([], { ...force, ...changed });
    if (ran === null) return 'ended';
    const call = forcedCall(ran, given);
    if (call !== null && call.error === null) return call;
  }
  return null;
}

/** The same call with values of other calls. Null when a run gave no answer. */
async function variations(input: {
  readonly run: Run;
  readonly usable: readonly WatchedCall[];
  readonly given: WatchedCall;
  readonly force: ForcedCall['force'];
}): Promise<WatchedCall[] | null> {
  const { given, usable, run, force } = input;
  const varied: WatchedCall[] = [];
  for (const like of othersOf(usable, given)) {
    const ran = await run([like], { ...force, value: { like } });
    if (ran === null) return null;
    const call = forcedCall(ran, given);
    // A value of another call may be of no use in this one; that says nothing.
    if (call !== null && call.error === null) varied.push(call);
  }
  return varied;
}

/** Earlier calls whose values are tried: of other outcomes first, then of other looks. */
function othersOf(usable: readonly WatchedCall[], given: WatchedCall): number[] {
  const earlier = usable.filter(({ call }) => call < given.call).toReversed();
  const outcomes = new Set([lookOf(given)]);
  const values = new Set([jsonOf(given.value)]);
  const unlike: WatchedCall[] = [];
  const alike: WatchedCall[] = [];
  for (const other of earlier) {
    if (values.has(jsonOf(other.value))) continue;
    values.add(jsonOf(other.value));
    if (outcomes.has(lookOf(other))) alike.push(other);
    else unlike.push(other);
    outcomes.add(lookOf(other));
  }
  return [...unlike, ...alike].slice(0, VERIFY_LIMITS.watchedValuesMax).map(({ call }) => call);
}

/** What came of a call, by the names of what it did. */
function lookOf({ result, effects }: WatchedCall): string {
  return jsonOf([result, effects.map((effect) => effect.split(' ', 1)[0])]);
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value);
}

/** What stands in a report for a value that is not there. */
export function isNothing(value: Summary): boolean {
  return value === null || (typeof value === 'object' && '$' in value && value['$'] === 'undefined');
}
