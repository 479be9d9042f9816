import type { Sandbox } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import { labelOfFunction } from './patched-plan.ts';
import { complaintOf } from './how-it-ended.ts';
import { supersededByTests } from './log-of-calls.ts';
import { makePlan, type ReplaySubject } from './make-plan.ts';
import { isSameFailure } from './replay/crash-place.ts';
import type { Found, Outcome, Plan, Scenario } from './replay/plan.ts';
import { runReplay, runSearch } from './replay-folder.ts';
import type { ReplayPlace } from './run-program.ts';
import { preparePython, type PythonBase } from './python/prepare-python.ts';
import { projectReproduction, type ProjectReproduction } from './project-test.ts';
import { runBaseTests, type BaseTests } from './run-tests.ts';
import { runBaseChecks, type BaseChecks } from './static-checks.ts';
import { stepOf } from './step.ts';
import { detectToolchain, type Toolchain } from './toolchain.ts';
import { findTestCall, type TestCall, type TestCallSearch } from './watch/find-test-call.ts';

/** A call with what base does with it, seen twice. */
export type BaseCall = {
  readonly found: Found;
  readonly base: Outcome;
  readonly baseTrace: readonly string[] | null;
};

/** What is known before any change; shared by all candidates for one error. */
export type PreparedBase = {
  readonly toolchain: Toolchain;
  readonly tests: BaseTests | null;
  readonly checks: BaseChecks;
  /** Tests of the repository that fail with the error; null when there are none. */
  readonly projectTests: ProjectReproduction | null;
  readonly plan: Plan | null;
  readonly crashLabel: string;
  readonly failing: readonly BaseCall[];
  readonly working: readonly BaseCall[];
  /** The same of a Python repository; null for JavaScript, and where no call fails. */
  readonly python: PythonBase | null;
  /** A call that a test makes and that fails once the missing value is taken out of it; null where none is needed. */
  readonly testCall: TestCall | null;
  /** Why no call was found that fails as the event tells; null when one was. */
  readonly notReplayed: string | null;
  readonly steps: readonly VerificationStep[];
};

export type BaseRequest = ReplaySubject & {
  readonly sandbox: Sandbox;
  /** Shell command; null takes the one of the package. */
  readonly testCommand: string | null;
  /** The project's folder in the repository, where an asked-for command runs; its root when left out. */
  readonly root?: string;
  /** What installing the dependencies gave, for the log. */
  readonly installStep?: VerificationStep | null;
};

/** Runs checks and tests and looks for the failing call in a checkout without any change. */
export async function prepareBase(request: BaseRequest): Promise<PreparedBase> {
  const { code, sandbox } = request;
  const toolchain = await detectToolchain(code, request);
  const worktree = await code.repository.worktree(code.commit);
  try {
    const place = { sandbox, directory: worktree.path };
    const checks = await runBaseChecks(place, toolchain);
    const { testCommand } = toolchain;
    const tests =
      testCommand === null ? null : await runBaseTests(sandbox, worktree.path, { ...toolchain, testCommand });
    const projectTests = projectReproduction(tests, request);
    const replay = isPython(request)
      ? await findPythonCalls(place, request)
      : await findCalls(place, request);
    const watched = projectTests === null ? await watchTests(request, toolchain, replay) : NOT_WATCHED;
    const reproduced = [
      ...(projectTests === null ? [] : [projectTests.step]),
      ...(watched.call === null ? replay.steps : supersededByTests(replay.steps)),
      ...watched.steps,
    ];
    const installed = request.installStep == null ? [] : [request.installStep];
    const steps = [...installed, ...checks.steps, testsStep(tests), ...reproduced];
    const reasons = [replay.notReplayed, watched.reason].filter((reason) => reason !== null);
    const notReplayed = replay.notReplayed === null ? null : reasons.join(' ');
    const { call: testCall } = watched;
    const shown = testCall === null ? replay : capturedOnly(replay);
    return { ...shown, toolchain, tests, checks, projectTests, testCall, notReplayed, steps };
  } finally {
    await worktree.remove();
  }
}

/**
 * The same with a call that a test makes in the place of made-up ones, for fixes those leave open; null where tests make
 * none, or where others than made-up ones were found.
 */
export async function withTestCall(request: BaseRequest, base: PreparedBase): Promise<PreparedBase | null> {
  const { failing, testCall, python, projectTests } = base;
  const isMadeUp = failing.length > 0 && !failing.some(({ found }) => found.captured);
  if (!isMadeUp || testCall !== null || python !== null || projectTests !== null) return null;
  const { call, steps } = await findTestCall(request, base.toolchain);
  if (call === null) return null;
  return { ...base, failing: [], working: [], testCall: call, steps: [...base.steps, ...steps] };
}

type FoundCalls = Omit<PreparedBase, 'toolchain' | 'tests' | 'checks' | 'projectTests' | 'testCall'>;

const NOT_WATCHED = { call: null, reason: null, steps: [] } as const;

/** Where no generated call fails as production did, or none that works passes the place, the tests may make one. */
async function watchTests(
  request: BaseRequest,
  toolchain: Toolchain,
  { failing, working }: FoundCalls,
): Promise<TestCallSearch> {
  const isShown = failing.length > 0 && working.some(({ found }) => found.outcome.reached);
  return isPython(request) || isShown ? NOT_WATCHED : findTestCall(request, toolchain);
}

const NOTHING = { plan: null, crashLabel: '', failing: [], working: [], python: null } as const;

/** Made-up calls that no working one stands beside say less than a call of a test; those of the event stay. */
function capturedOnly(replay: FoundCalls): FoundCalls {
  return replay.failing.some(({ found }) => found.captured)
    ? replay
    : { ...replay, failing: [], working: [] };
}

function isPython({ code }: ReplaySubject): boolean {
  return code.frames[0]?.path.endsWith('.py') === true;
}

async function findPythonCalls(place: ReplayPlace, subject: ReplaySubject): Promise<FoundCalls> {
  const { python, notReplayed, step } = await preparePython(place, subject);
  return { ...NOTHING, python, notReplayed, steps: [step] };
}

async function findCalls(place: ReplayPlace, subject: ReplaySubject): Promise<FoundCalls> {
  const made = await makePlan(subject);
  if (made.plan === null) {
    return {
      ...NOTHING,
      notReplayed: made.reason,
      steps: [stepOf('reproduce', { status: 'failed', log: made.reason })],
    };
  }
  const { plan } = made;
  const searched = await runSearch(place, plan);
  const { result, run, command } = searched;
  if (result === null) {
    const notReplayed = `The search for a failing call ended without an answer (${complaintOf(run) ?? 'no word'}).`;
    const log = `${notReplayed}\n${run.output}`;
    return { ...NOTHING, notReplayed, steps: [stepOf('reproduce', { status: 'failed', log, command, run })] };
  }
  const replayed = await replayFound(place, plan, [...result.failing, ...result.working]);
  const failing = replayed.calls.filter(({ base }) => isSameFailure(base, plan));
  const working = replayed.calls.filter(({ found, base }) => isStable(found.outcome, base));
  const log = [
    `${result.runs} calls were tried.`,
    ...result.notes,
    ...failing.map(({ found, base }) => `\n${printCall(plan, found.scenario)}\n${errorsOf(base)}`),
    failing.length === 0 ? 'No made-up call failed as the event tells.' : '',
  ].join('\n');
  const status = failing.length > 0 ? 'passed' : 'failed';
  const step = stepOf('reproduce', { status, log, command: replayed.command, run: replayed.run ?? run });
  const { crashFile, crashFunction } = made;
  const crashLabel = crashFunction === null ? '' : labelOfFunction(crashFile, crashFunction);
  const notReplayed = failing.length > 0 ? null : `Calling ${result.notes[0] ?? 'it shows nothing.'}`;
  return { plan, crashLabel, failing, working, python: null, notReplayed, steps: [step] };
}

export type ReplayRun = { readonly scenario: Scenario; readonly instrumented: boolean };

/** Runs every found call plainly, or as it was found, and the working ones once more to see the calls inside. */
async function replayFound(place: ReplayPlace, plan: Plan, found: readonly Found[]) {
  const runs = found.flatMap((each) => runsOf(each, each.scenario));
  const { result, run, command } = await runReplay(place, plan, runs);
  const outcomes = [...(result ?? [])];
  const calls = result === null ? [] : found.flatMap((each) => pairUp(each, outcomes));
  return { calls, run, command };
}

export function runsOf(found: Found, scenario: Scenario): ReplayRun[] {
  return found.instrumented
    ? [{ scenario, instrumented: true }]
    : [
        { scenario, instrumented: false },
        { scenario, instrumented: true },
      ];
}

/** Takes the outcomes of `runsOf` from the front of the list. */
export function takeOutcomes(
  found: Found,
  outcomes: Outcome[],
): { outcome: Outcome; trace: readonly string[] | null } | null {
  const outcome = outcomes.shift();
  const traced = found.instrumented ? outcome : outcomes.shift();
  return outcome === undefined ? null : { outcome, trace: traced?.trace ?? null };
}

function pairUp(found: Found, outcomes: Outcome[]): BaseCall[] {
  const taken = takeOutcomes(found, outcomes);
  return taken === null ? [] : [{ found, base: taken.outcome, baseTrace: taken.trace }];
}

/** The same in a thread of its own as in the search: not owed to state of another call, to time or to chance. */
function isStable(searched: Outcome, base: Outcome): boolean {
  const look = ({ end, result, effects, after }: Outcome): string =>
    JSON.stringify([end, result, effects, after]);
  return base.end === 'returned' && look(searched) === look(base);
}

function testsStep(tests: BaseTests | null): VerificationStep {
  if (tests === null) {
    return stepOf('tests_on_base', {
      status: 'skipped',
      log: 'No package around the crash names a test command.',
    });
  }
  const last = tests.runs.at(-1);
  const notes = [
    ...(tests.runs.length > 1 ? ['The tests were run twice without any change.'] : []),
    ...(tests.flaky.length > 0 ? [`Fails only sometimes: ${tests.flaky.join(', ')}`] : []),
    ...(tests.failing.length > 0 ? [`Fails without any change: ${tests.failing.join(', ')}`] : []),
  ];
  return stepOf('tests_on_base', {
    status: tests.green ? 'passed' : 'failed',
    log: [...notes, last?.run.output ?? ''].join('\n'),
    command: last?.command ?? null,
    run: last?.run ?? null,
  });
}

export function printCall(plan: Plan, scenario: Scenario): string {
  const label = plan.entries[scenario.entry]?.label ?? 'call';
  return `${label} with ${JSON.stringify({ ...scenario, entry: undefined })}`.slice(0, 2000);
}

/** Stacks without the part that belongs to the replay. */
export function errorsOf({ errors }: Outcome): string {
  return errors
    .map(({ type, message, stack }) => {
      const lines = stack
        .split('\n')
        .filter((line) => !line.includes('/.bugsage-') && !line.includes('node:internal'));
      return lines.length > 0 ? lines.join('\n').replaceAll('file:///repo/', '') : `${type}: ${message}`;
    })
    .join('\n');
}
