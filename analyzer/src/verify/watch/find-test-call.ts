import type { Sandbox } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import { VERIFY_LIMITS } from '../limits.ts';
import type { ReplaySubject } from '../make-plan.ts';
import type { ReplayPlace } from '../run-program.ts';
import { stepOf } from '../step.ts';
import type { Toolchain } from '../toolchain.ts';
import { findCrashToWatch, type CrashToWatch, type MissingValue } from './find-absence.ts';
import { forceEach, isNothing, type ForcedCall, type Run } from './force-each.ts';
import type { WatchedCall } from './program/report.ts';
import { runWatched, type WatchedRun } from './run-watched.ts';
import { testFileCommand } from './test-file-command.ts';
import { readImporters, testsReaching, type Importers } from './tests-reaching.ts';
import { watchedFiles } from './watched-files.ts';

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
  const forced = await forceEach({ run, usable, test, missing, crash, failures: search.failures });
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

function isUsable({ reached, value, error, forced }: WatchedCall, { value: absent }: MissingValue): boolean {
  if (!reached || value === null || error !== null || forced) return false;
  return !isNothing(value.is) || (absent === 'null') !== (value.is === null);
}
