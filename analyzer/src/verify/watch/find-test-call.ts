import type { Sandbox } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import { VERIFY_LIMITS } from '../limits.ts';
import type { ReplaySubject } from '../make-plan.ts';
import { firstPlace } from '../replay/crash-place.ts';
import { errorKeyOf, isSameError } from '../replay/error-key.ts';
import type { Summary } from '../replay/plan.ts';
import type { ReplayPlace } from '../run-program.ts';
import { stepOf } from '../step.ts';
import type { Toolchain } from '../toolchain.ts';
import { isAskedWhatItIs } from './asked-what-it-is.ts';
import { findCrashToWatch, type CrashToWatch, type MissingValue } from './find-absence.ts';
import type { WatchedCall, WatchedError, WatchSettings } from './program/report.ts';
import { runWatched, type WatchedRun } from './run-watched.ts';
import { testFileCommand } from './test-file-command.ts';
import { readImporters, testsReaching, type Importers } from './tests-reaching.ts';
import { watchedFiles } from './watched-files.ts';
import { isEqual } from '../is-equal.ts';

/** Calls of a test of the repository that fail as production did when the value is taken out of them. */
export type TestCall = {
  readonly crash: CrashToWatch;
  readonly missing: MissingValue;
  readonly test: string;
  readonly command: string;
  /** The tests as they are, and once more. */
  readonly plain: WatchedRun;
  readonly plainAgain: WatchedRun;
  /** Calls of tests that pass, with nothing where production had nothing, that come to its statement and do not fail. */
  readonly absent: readonly WatchedCall[];
  /** At least one; where there are more, of different outcome with the value there. */
  readonly forced: readonly ForcedCall[];
};

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

export type TestCallSearch = {
  readonly call: TestCall | null;
  /** Why there is none; null when there is one, and where this way was not gone. */
  readonly reason: string | null;
  readonly steps: readonly VerificationStep[];
};

type Search = {
  readonly subject: ReplaySubject;
  readonly place: ReplayPlace;
  readonly toolchain: Toolchain;
  readonly crash: CrashToWatch;
  readonly deadline: number;
  readonly notes: string[];
  readonly failures: string[];
};

/**
 * Looks for a call that a test makes and that fails as production did once the value that was missing there is missing
 * in it. The checkout is a new one: nothing else has run in it.
 */
export async function findTestCall(
  subject: ReplaySubject & { readonly sandbox: Sandbox },
  toolchain: Toolchain,
): Promise<TestCallSearch> {
  const { code, error, sandbox } = subject;
  const crash = findCrashToWatch(code, error);
  if (crash === null) return { call: null, reason: null, steps: [] };
  const worktree = await code.repository.worktree(code.commit);
  try {
    const importers = await readImporters(worktree.path, code.files);
    const deadline = performance.now() + VERIFY_LIMITS.watchTotalMs;
    const place = { sandbox, directory: worktree.path };
    const search: Search = { subject, place, toolchain, crash, deadline, notes: [], failures: [] };
    const found = await searchAll(search, importers);
    if (found === null) return none(reasonOf(search), search);
    const log = [...search.notes, describe(found)].join('\n');
    const run = found.forced[0]?.failed ?? null;
    const step = stepOf('reproduce', { status: 'passed', log, command: found.command, run });
    return { call: found, reason: null, steps: [step] };
  } finally {
    await worktree.remove();
  }
}

function none(reason: string, search: Search | null = null): TestCallSearch {
  const log = [...(search?.notes ?? []), reason].join('\n');
  return { call: null, reason, steps: [stepOf('reproduce', { status: 'failed', log })] };
}

/** What is closest to the truth for people: calls that were there and did not fail, then that there were none. */
function reasonOf({ failures, crash }: Search): string {
  return failures[0] ?? `No test of the repository passes line ${crash.line} of ${crash.file.path}.`;
}

function describe({ test, missing, forced }: TestCall): string {
  const told = forced.flatMap(({ given, failure: { error } }) => [
    `Call ${given.call} that ${test} makes, with ${missing.words} ${missing.value}:`,
    `${error?.type ?? ''}: ${error?.message ?? ''}`,
    ...(error?.stack ?? '').split('\n').slice(1, STACK_LINES_SHOWN),
  ]);
  return told.join('\n');
}

const STACK_LINES_SHOWN = 8;
const OUTPUT_SHOWN = 1500;

async function searchAll(search: Search, importers: Importers): Promise<TestCall | null> {
  const { crash, subject, deadline, failures } = search;
  const stack = subject.code.frames.map(({ path }) => path);
  for (const missing of crash.missing) {
    const tests = testsReaching(importers, missing.file.path, stack);
    if (tests.length === 0) failures.push(`No test of the repository reaches ${missing.file.path}.`);
    for (const test of tests) {
      if (performance.now() > deadline) return null;
      const found = await searchIn(search, test, missing);
      if (found === 'ended') return null;
      if (found !== null) return { ...found, absent: await absentCalls(search, found, tests) };
    }
  }
  return null;
}

/** `ended`: a run gave no answer, and the checkout cannot be trusted any more. */
async function searchIn(
  search: Search,
  test: string,
  missing: MissingValue,
): Promise<Omit<TestCall, 'absent'> | 'ended' | null> {
  const { crash, notes } = search;
  const runner = await runnerOf(search, test, missing);
  if (runner === null) {
    search.failures.push('The runner of its tests is none of those that are known here.');
    return null;
  }
  const { run, command } = runner;
  const plain = await run([], null);
  if (plain === null) {
    search.failures.push(`Running ${test} did not come to its end.`);
    return 'ended';
  }
  const usable = plain.calls.filter((call) => isUsable(call, missing));
  notes.push(
    `${test}: ${plain.calls.length} calls seen, ${usable.length} pass the failing place with a value there.`,
  );
  if (plain.calls.length === 0 && plain.exitCode !== 0)
    notes.push(`${command}\n${plain.output.slice(0, OUTPUT_SHOWN)}`);
  if (usable.length === 0) return null;
  const forced = await forceEach({ run, usable, test, missing, search });
  if (forced === null) return 'ended';
  if (forced.length === 0) return null;
  const plainAgain = await run([], null);
  return plainAgain === null ? 'ended' : { crash, missing, test, command, plain, plainAgain, forced };
}

async function runnerOf(
  { subject, place, toolchain, crash }: Search,
  test: string,
  missing: MissingValue,
): Promise<{ readonly run: Run; readonly command: string } | null> {
  const command = testFileCommand(toolchain, subject.code.files, test);
  if (command === null) return null;
  const files = await watchedFiles(subject.code, crash, missing);
  return {
    command,
    run: (keep, force) => runWatched({ place, toolchain, command, files, keep, only: null, force }),
  };
}

/** Looked for in further tests only where they could be what is still wanting. */
async function absentCalls(
  search: Search,
  found: Omit<TestCall, 'absent'>,
  tests: readonly string[],
): Promise<WatchedCall[]> {
  const absent = absentIn(found.plain);
  if (found.forced.some(({ stranger }) => stranger === null)) return absent;
  for (const test of tests) {
    if (absent.length >= VERIFY_LIMITS.absentCallsMin || performance.now() > search.deadline) break;
    if (test === found.test) continue;
    const runner = await runnerOf(search, test, found.missing);
    const ran = await runner?.run([], null);
    if (ran == null) break;
    absent.push(...absentIn(ran));
  }
  return absent;
}

function absentIn({ exitCode, calls }: WatchedRun): WatchedCall[] {
  if (exitCode !== 0) return [];
  return calls.filter(
    ({ near, reached, value, error }) =>
      near && !reached && value !== null && isNothing(value.is) && error === null,
  );
}

type Run = (keep: readonly number[], force: WatchSettings['force']) => Promise<WatchedRun | null>;

/** Takes the value out of some of the calls, one run each. Null when a run gave no answer. */
async function forceEach(input: {
  readonly run: Run;
  readonly usable: readonly WatchedCall[];
  readonly test: string;
  readonly missing: MissingValue;
  readonly search: Search;
}): Promise<ForcedCall[] | null> {
  const { run, usable, test, missing, search } = input;
  const forced: ForcedCall[] = [];
  for (const given of chosenOf(usable)) {
    const force = { call: given.call, item: given.item, value: missing.value, isMet: false };
    const failed = await run([], force);
    if (failed === null) return null;
    const failure = forcedCall(failed, given);
    if (failure?.error == null || !isSameFailure(failure.error, search.crash)) {
      search.failures.push(notFailing({ test, missing, failure }));
      continue;
    }
    const varied = await variations({ run, usable, given, force });
    if (varied === null) return null;
    const stranger = await withStranger({ run, given, force, crash: search.crash });
    if (stranger === 'ended') return null;
    forced.push({ given, failed, failure, varied, stranger, force });
    if (forced.length >= VERIFY_LIMITS.forcedCallsMax) break;
  }
  return forced;
}

function isUsable({ reached, value, error, forced }: WatchedCall, { value: absent }: MissingValue): boolean {
  if (!reached || value === null || error !== null || forced) return false;
  return !isNothing(value.is) || (absent === 'null') !== (value.is === null);
}

function isNothing(value: Summary): boolean {
  return value === null || (typeof value === 'object' && '$' in value && value['$'] === 'undefined');
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
