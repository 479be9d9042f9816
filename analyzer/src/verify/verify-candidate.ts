import type { Verification, VerificationStep } from '@bugsage/core';
import type { FixCandidate } from '../analyze/diagnosis.ts';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { applyEdits, refuseEdits } from './apply-edits.ts';
import { IN_CALLER, patchesCaller } from './caller-patch.ts';
import {
  behaviorProblem,
  decide,
  LEVEL,
  type Judged,
  type PatchedReplay,
  type PatchedTests,
  type Verdict,
} from './decide.ts';
import { restsOnFunction } from './attest.ts';
import { handedInBy } from './handed-in.ts';
import { judgeFailing, judgeWorking, STILL_THROWN, type Compared } from './judge-replay.ts';
import { logOfCalls } from './log-of-calls.ts';
import { findMendedCall, mayBeOfWrongKind, openByMended } from './mended-call.ts';
import { patchedPlan, throwLines } from './patched-plan.ts';
import { NO_PRECEDENTS, precedentsOf, type Precedents } from './precedents.ts';
import {
  errorsOf,
  prepareBase,
  runsOf,
  takeOutcomes,
  type BaseCall,
  type BaseRequest,
  type PreparedBase,
} from './prepare-base.ts';
import { changedFunctions, openWhatWasAssumed, openWhatWasPutInPlace } from './put-in-place.ts';
import type { Plan } from './replay/plan.ts';
import { provePythonTest } from './python/prove-python-test.ts';
import { pythonSuspicion } from './python/python-precedents.ts';
import { replayPatchedPython } from './python/replay-patched-python.ts';
import { proveRegressionTest, type RegressionTest } from './regression-test.ts';
import { runReplay } from './replay-folder.ts';
import type { ReplayPlace } from './run-program.ts';
import { repairedTests } from './project-test.ts';
import { newFailures, runTests, type TestRun } from './run-tests.ts';
import { runPatchedChecks } from './static-checks.ts';
import { stepOf } from './step.ts';
import { suspicionOf } from './suspicious-patch.ts';
import { replayTestCall } from './watch/replay-test-call.ts';

export type VerifyRequest = Omit<BaseRequest, 'code'> & {
  readonly caseCode: BaseRequest['code'];
  readonly candidate: FixCandidate;
};

export type VerifiedCandidate = {
  readonly candidate: FixCandidate;
  readonly verification: Verification;
  /** A test that fails without the fix and passes with it, run both ways; null when none could be written. */
  readonly regressionTest: RegressionTest | null;
};

/** Proves or refutes one candidate by running it. Throws only when the sandbox or repository itself fails. */
export async function verifyCandidate(request: VerifyRequest): Promise<VerifiedCandidate> {
  const base = { ...request, code: request.caseCode };
  if (request.sandbox.kind === 'none') return verifyWithoutRunning(base, request.candidate);
  const refused = await refuse(base, request.candidate);
  return refused ?? verifyOnBase(base, await prepareBase(base), request.candidate);
}

export async function verifyWithoutRunning(
  request: BaseRequest,
  candidate: FixCandidate,
): Promise<VerifiedCandidate> {
  const refused = await refuse(request, candidate);
  if (refused !== null) return refused;
  const verdict: Verdict = {
    verdict: 'plausible',
    reason: 'Nothing was executed: there is no sandbox.',
    level: LEVEL.parses,
    reproduction: 'none',
  };
  return resultOf(request, candidate, { ...verdict, steps: [PARSED], tests: null, regressionTest: null });
}

const PARSED = stepOf('parse', { status: 'passed', log: '' });

/** The refutation of edits that are no patch of this repository; null when they are. */
async function refuse(request: BaseRequest, candidate: FixCandidate): Promise<VerifiedCandidate | null> {
  const reason = await refuseEdits(request.code, candidate.edits);
  if (reason === null) return null;
  const verdict: Verdict = { verdict: 'refuted', reason, level: LEVEL.text, reproduction: 'none' };
  const steps = [stepOf('parse', { status: 'failed', log: reason })];
  return resultOf(request, candidate, { ...verdict, steps, tests: null, regressionTest: null });
}

/** As `verifyCandidate`, on what was already found out about base. */
export async function verifyOnBase(
  request: BaseRequest,
  base: PreparedBase,
  candidate: FixCandidate,
): Promise<VerifiedCandidate> {
  const { code, sandbox } = request;
  const refused = await refuse(request, candidate);
  if (refused !== null) return refused;
  const worktree = await code.repository.worktree(code.commit);
  try {
    await applyEdits(worktree.path, candidate.edits);
    const place = { sandbox, directory: worktree.path };
    const checks = await runPatchedChecks(place, base.toolchain, base.checks);
    const { python, plan } = base;
    const replay = python === null ? await replayPatched(place, request, base, candidate) : null;
    const inPython =
      python === null ? null : await replayPatchedPython(place, python, { ...candidate, code });
    const tests = await testPatched(place, request, base);
    const inTests =
      base.testCall === null ? null : await replayTestCall(request, base.toolchain, base.testCall, candidate);
    const shown = together(replay ?? inPython ?? skippedReplay(), inTests);
    const suspicion = suspicionOf(candidate.edits) ?? pythonSuspicion(candidate.edits);
    const verdict = decide({ base, replay: shown, tests, checks, suspicion });
    const subject = { request, toolchain: base.toolchain, patchedDirectory: worktree.path };
    const proveTest = async (): Promise<RegressionTest | null> => {
      if (python !== null && inPython !== null)
        return provePythonTest({ ...subject, python, replay: inPython });
      return plan === null || replay === null
        ? null
        : proveRegressionTest({ ...subject, plan, candidate, ...replay });
    };
    const regressionTest = verdict.verdict === 'verified' ? await proveTest() : null;
    const steps = [PARSED, ...base.steps, ...checks.steps, ...shown.steps, tests.step];
    return resultOf(request, candidate, { ...verdict, steps, tests: tests.run, regressionTest });
  } finally {
    await worktree.remove();
  }
}

/** Generated calls and calls of tests, where there are any. */
function together(replay: PatchedReplay, inTests: PatchedReplay | null): PatchedReplay {
  if (inTests === null) return replay;
  if (replay.failing.length === 0) return inTests;
  return {
    failing: [...replay.failing, ...inTests.failing],
    working: [...replay.working, ...inTests.working],
    steps: [...replay.steps, ...inTests.steps],
  };
}

type JavaScriptReplay = PatchedReplay & {
  readonly failing: readonly Judged[];
  readonly working: readonly Judged[];
};

async function replayPatched(
  place: ReplayPlace,
  request: BaseRequest,
  base: PreparedBase,
  candidate: FixCandidate,
): Promise<JavaScriptReplay> {
  if (base.plan === null || base.failing.length === 0) return skippedReplay();
  const plan = patchedPlan(base.plan, candidate.edits, base.crashLabel);
  const calls = [...base.failing, ...base.working];
  const scenarioOf = ({ found }: BaseCall) => found.patchedScenario ?? found.scenario;
  const runs = calls.flatMap((call) => runsOf(call.found, scenarioOf(call)));
  const { result, run, command } = await runReplay(place, plan, runs);
  if (result === null) {
    const log = `The replay ended without an answer.\n${run.output}`;
    return {
      ...skippedReplay(),
      steps: [stepOf('reproduce_with_fix', { status: 'failed', log, command, run })],
    };
  }
  const outcomes = [...result];
  const compared = calls.flatMap((call): Compared[] => {
    const taken = takeOutcomes(call.found, outcomes);
    return taken === null ? [] : [{ ...call, patched: taken.outcome, patchedTrace: taken.trace }];
  });
  const throwsAt = throwLines(request.code, candidate.edits);
  const examples = base.working.map(({ found }) => found);
  const plans = { base: base.plan, patched: plan };
  const working = compared
    .slice(base.failing.length)
    .map((each) => openWhatWasAssumed({ ...each, judgement: judgeWorking(each, plans) }));
  const context = {
    plan,
    examples,
    throwsAt,
    precedents: precedentsFor(request, base.plan, candidate.edits),
    nearestEntry: base.failing[0]?.found.scenario.entry ?? 0,
    isAwaited: working.some(
      ({ found, judgement }) =>
        found.patchedScenario !== null && found.assumed.length === 0 && judgement.verdict === 'asserted',
    ),
  };
  const failing = compared
    .slice(0, base.failing.length)
    .map((each) => ({ ...each, judgement: judgeFailing(each, context) }));
  const caller = handedInBy(request.code, base.plan, failing);
  const isInCaller = patchesCaller(request.code, candidate.edits);
  const changed = {
    sites: new Set(plan.sites.map(({ key }) => key)),
    functions: changedFunctions(candidate.edits),
  };
  const shown = failing
    .map((each) => openFor(each, { caller, isInCaller, entry: context.nearestEntry }))
    .map((each) => openWhatWasPutInPlace(each, changed));
  const mended = mayBeOfWrongKind(shown, working, isInCaller)
    ? await findMendedCall(place, request, { ...plans, edits: candidate.edits })
    : null;
  const open = (all: readonly Judged[]): readonly Judged[] =>
    mended === null ? all : all.map((each) => openByMended(each, plan.expected, mended));
  const judged = { failing: open(shown), working: open(working) };
  return { ...judged, steps: replaySteps(judged, { run, command }) };
}

/** What neither proves nor refutes the patch, whatever the call itself shows. */
function openFor(
  judged: Judged,
  known: { readonly caller: string | null; readonly isInCaller: boolean; readonly entry: number },
): Judged {
  const { reason, verdict } = judged.judgement;
  if (known.isInCaller && judged.found.scenario.entry === known.entry && reason.startsWith(STILL_THROWN))
    return { ...judged, judgement: { verdict: 'open', reason: IN_CALLER } };
  if (known.caller === null || verdict !== 'asserted' || !restsOnFunction(reason)) return judged;
  const handed = `the missing value is handed in by ${known.caller}, and nothing shows what should happen there`;
  return { ...judged, judgement: { verdict: 'open', reason: handed } };
}

function precedentsFor({ code }: BaseRequest, plan: Plan, edits: FixCandidate['edits']): Precedents {
  const [frame] = code.frames;
  const file = parseSource(plan.crash.module, code.sources.get(plan.crash.module) ?? '');
  if (file === null || frame === undefined) return NO_PRECEDENTS;
  return precedentsOf({ file, place: frame, expected: plan.expected, edits });
}

function skippedReplay(): JavaScriptReplay {
  const log = 'The error could not be reproduced without the change.';
  const steps = (['reproduce_with_fix', 'behavior'] as const).map((name) =>
    stepOf(name, { status: 'skipped', log }),
  );
  return { failing: [], working: [], steps };
}

function replaySteps(
  judged: Omit<JavaScriptReplay, 'steps'>,
  ran: Pick<Parameters<typeof stepOf>[1], 'run' | 'command'>,
): VerificationStep[] {
  const told = (all: readonly Judged[]): string =>
    logOfCalls(all.map(({ judgement, patched }) => ({ judgement, log: errorsOf(patched) })));
  const gone = judged.failing.every(({ judgement }) => judgement.verdict !== 'refuted');
  const shown = behaviorProblem(judged) === null;
  return [
    stepOf('reproduce_with_fix', { ...ran, status: gone ? 'passed' : 'failed', log: told(judged.failing) }),
    stepOf('behavior', {
      ...ran,
      status: shown ? 'passed' : 'failed',
      log: told([...judged.working, ...judged.failing]),
    }),
  ];
}

async function testPatched(
  place: ReplayPlace,
  request: BaseRequest,
  base: PreparedBase,
): Promise<PatchedTests> {
  const { testCommand } = base.toolchain;
  if (testCommand === null || base.tests === null) {
    const log = 'No package around the crash names a test command.';
    const step = stepOf('tests_with_fix', { status: 'skipped', log });
    return { run: null, broken: [], repaired: [], step };
  }
  const toolchain = { ...base.toolchain, testCommand };
  const first = await runTests(place.sandbox, place.directory, toolchain);
  const suspected = newFailures(base.tests, first);
  // What fails newly is run once more: a test that fails now and then may not speak against a patch.
  const ran =
    suspected === null || suspected.length === 0
      ? first
      : await runTests(place.sandbox, place.directory, toolchain);
  const again = ran === first ? suspected : newFailures(base.tests, ran);
  const broken =
    suspected === null || again === null ? again : suspected.filter((name) => again.includes(name));
  const repaired = base.projectTests === null ? [] : repairedTests(base.projectTests, ran, request);
  const notes =
    broken === null
      ? ['The tests fail with and without the change and cannot be told apart.']
      : [...repaired.map((name) => `Passes now: ${name}`), ...broken.map((name) => `Fails now: ${name}`)];
  const step = stepOf('tests_with_fix', {
    status: broken?.length === 0 ? 'passed' : 'failed',
    log: [...notes, ran.run.output].join('\n'),
    command: ran.command,
    run: ran.run,
  });
  return { run: ran, broken, repaired, step };
}

function resultOf(
  request: BaseRequest,
  candidate: FixCandidate,
  found: Verdict & {
    readonly steps: readonly VerificationStep[];
    readonly tests: TestRun | null;
    readonly regressionTest: RegressionTest | null;
  },
): VerifiedCandidate {
  const results = found.tests?.results ?? null;
  return {
    candidate,
    regressionTest: found.regressionTest,
    verification: {
      verdict: found.verdict,
      reason: found.reason,
      level: found.level,
      reproduction: found.reproduction,
      sandbox: request.sandbox.kind,
      base_commit: request.code.commit,
      steps: [...found.steps],
      test_results: results === null ? null : { passed: results.passed, failed: results.failed },
      coverage: null,
    },
  };
}
