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
import { findCrashToWatch, type CrashToWatch, type MissingValue } from './find-absence.ts';
import type { Replacement, WatchedCall, WatchedError, WatchSettings } from './program/report.ts';
import { runWatched, type WatchedRun } from './run-watched.ts';
import { testFileCommand } from './test-file-command.ts';
import { readImporters, testsReaching, type Importers } from './tests-reaching.ts';
import { watchedFiles } from './watched-files.ts';

/** A call that a test of the repository makes, which fails as production did when the value is taken out of it. */
export type TestCall = {
  readonly crash: CrashToWatch;
  readonly missing: MissingValue;
  readonly test: string;
  readonly command: string;
  /** The tests as they are. */
  readonly plain: WatchedRun;
  /** The call itself, as the test makes it. */
  readonly given: WatchedCall;
  /** The run in which its value was missing. */
  readonly failed: WatchedRun;
  readonly failure: WatchedCall;
  /** The call with other values there, as the tests have them in other calls. */
  readonly varied: readonly WatchedCall[];
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
    const step = stepOf('reproduce', { status: 'passed', log, command: found.command, run: found.failed });
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

function describe({ test, given, missing, failure }: TestCall): string {
  const { type = '', message = '' } = failure.error ?? {};
  return [
    `Call ${given.call} that ${test} makes, with ${missing.words} ${missing.value}:`,
    `${type}: ${message}`,
    (failure.error?.stack ?? '').split('\n').slice(1, STACK_LINES_SHOWN).join('\n'),
  ].join('\n');
}

const STACK_LINES_SHOWN = 8;

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
      if (found !== null) return found;
    }
  }
  return null;
}

/** `ended`: a run gave no answer, and the checkout cannot be trusted any more. */
async function searchIn(
  search: Search,
  test: string,
  missing: MissingValue,
): Promise<TestCall | 'ended' | null> {
  const { subject, place, toolchain, crash, notes } = search;
  const command = testFileCommand(toolchain, subject.code.files, test);
  if (command === null) {
    search.failures.push('The runner of its tests is none of those that are known here.');
    return null;
  }
  const files = await watchedFiles(subject.code, crash, missing);
  const run = (keep: readonly number[], force: WatchSettings['force']): Promise<WatchedRun | null> =>
    runWatched({ place, toolchain, command, files, keep, force });
  const plain = await run([], null);
  if (plain === null) {
    search.failures.push(`Running ${test} did not come to its end.`);
    return 'ended';
  }
  const usable = plain.calls.filter((call) => isUsable(call, missing));
  notes.push(
    `${test}: ${plain.calls.length} calls seen, ${usable.length} pass the failing place with a value there.`,
  );
  if (usable.length === 0) return null;
  for (const given of chosenOf(usable)) {
    const force = { call: given.call, item: given.item, value: missing.value };
    const failed = await run([], force);
    if (failed === null) return 'ended';
    const failure = forcedCall(failed, given);
    if (failure?.error == null || !isSameFailure(failure.error, crash)) {
      search.failures.push(notFailing({ test, missing, failure }));
      continue;
    }
    const varied = await variations({ run, usable, given, force });
    if (varied === null) return 'ended';
    return { crash, missing, test, command, plain, given, failed, failure, varied, force };
  }
  return null;
}

function isUsable({ reached, value, error, forced }: WatchedCall, { value: absent }: MissingValue): boolean {
  if (!reached || value === null || error !== null || forced) return false;
  return !isNothing(value.is) || (absent === 'null') !== (value.is === null);
}

function isNothing(value: Summary): boolean {
  return value === null || (typeof value === 'object' && '$' in value && value['$'] === 'undefined');
}

/** Late calls have more others before them, whose values can be tried in them; different values tell more. */
function chosenOf(usable: readonly WatchedCall[]): WatchedCall[] {
  const places = [usable.length - 1, Math.floor((usable.length * 2) / 3), 0];
  const chosen = places.flatMap((place) => usable[place] ?? []);
  return [...new Set(chosen)].slice(0, VERIFY_LIMITS.watchedCallsMax);
}

/** The call in which the value was replaced; null when it is not the one that was meant. */
export function forcedCall(run: WatchedRun, given: WatchedCall): WatchedCall | null {
  const found = run.calls.find(({ forced }) => forced) ?? null;
  return found !== null && isEqual(found.arguments, given.arguments) ? found : null;
}

function isSameFailure({ type, message, stack }: WatchedError, crash: CrashToWatch): boolean {
  if (!isSameError(crash.expected, errorKeyOf(type, message))) return false;
  const at = firstPlace(stack);
  return at !== null && at.path === crash.file.path && at.line === crash.line;
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

/** The same call with values of other calls. Null when a run gave no answer. */
async function variations(input: {
  readonly run: (keep: readonly number[], force: WatchSettings['force']) => Promise<WatchedRun | null>;
  readonly usable: readonly WatchedCall[];
  readonly given: WatchedCall;
  readonly force: NonNullable<WatchSettings['force']>;
}): Promise<WatchedCall[] | null> {
  const { given, usable, run, force } = input;
  const seen = new Set([textOf(given.value)]);
  const others: Replacement[] = [];
  for (const { call, value } of usable.toReversed()) {
    if (call >= given.call || seen.has(textOf(value)) || others.length >= VERIFY_LIMITS.watchedValuesMax)
      continue;
    seen.add(textOf(value));
    others.push({ like: call });
  }
  const varied: WatchedCall[] = [];
  for (const value of others) {
    const keep = typeof value === 'object' ? [value.like] : [];
    const ran = await run(keep, { ...force, value });
    if (ran === null) return null;
    const call = forcedCall(ran, given);
    // A value of another call may be of no use in this one; that says nothing.
    if (call !== null && call.error === null) varied.push(call);
  }
  return varied;
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

export function isEqual(left: unknown, right: unknown): boolean {
  return textOf(left) === textOf(right);
}
