import type { Verification, VerificationStep } from '@bugsage/core';
import type { FixCandidate } from '../analyze/diagnosis.ts';
import { applyEdits, refuseEdits } from './apply-edits.ts';
import { judgeFailing, judgeWorking, type Compared, type Judgement } from './judge-replay.ts';
import { patchedPlan, throwLines } from './patched-plan.ts';
import {
  errorsOf,
  prepareBase,
  runsOf,
  takeOutcomes,
  type BaseCall,
  type BaseRequest,
  type PreparedBase,
} from './prepare-base.ts';
import { proveRegressionTest, type RegressionTest } from './regression-test.ts';
import { runReplay, type ReplayPlace } from './replay-folder.ts';
import { newFailures, runTests, type TestRun } from './run-tests.ts';
import { stepOf } from './step.ts';
import { suspicionOf } from './suspicious-patch.ts';

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

/** The rungs of docs/verification.md that this file can reach. */
const LEVEL = { text: 0, parses: 1, testsPass: 3, errorGone: 4, behaviorShown: 5 } as const;

type Verdict = Pick<Verification, 'verdict' | 'reason' | 'level'>;

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
  };
  return resultOf(request, candidate, { ...verdict, steps: [PARSED], tests: null, regressionTest: null });
}

const PARSED = stepOf('parse', { status: 'passed', log: '' });

/** The refutation of edits that are no patch of this repository; null when they are. */
async function refuse(request: BaseRequest, candidate: FixCandidate): Promise<VerifiedCandidate | null> {
  const reason = await refuseEdits(request.code, candidate.edits);
  if (reason === null) return null;
  const verdict: Verdict = { verdict: 'refuted', reason, level: LEVEL.text };
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
    const replay = await replayPatched(place, request, base, candidate);
    const tests = await testPatched(place, base);
    const verdict = decide({ base, replay, tests, suspicion: suspicionOf(candidate.edits) });
    const regressionTest =
      verdict.verdict === 'verified' && base.plan !== null
        ? await proveRegressionTest({
            request,
            plan: base.plan,
            candidate,
            ...replay,
            patchedDirectory: worktree.path,
          })
        : null;
    const steps = [PARSED, ...base.steps, ...replay.steps, tests.step];
    return resultOf(request, candidate, { ...verdict, steps, tests: tests.run, regressionTest });
  } finally {
    await worktree.remove();
  }
}

/** What the replay of the patched code says. */
export type PatchedReplay = {
  readonly failing: readonly Judged[];
  readonly working: readonly Judged[];
  readonly steps: readonly VerificationStep[];
};
export type Judged = Compared & { readonly judgement: Judgement };

async function replayPatched(
  place: ReplayPlace,
  request: BaseRequest,
  base: PreparedBase,
  candidate: FixCandidate,
): Promise<PatchedReplay> {
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
  const failing = compared
    .slice(0, base.failing.length)
    .map((each) => ({ ...each, judgement: judgeFailing(each, { plan, examples, throwsAt }) }));
  const plans = { base: base.plan, patched: plan };
  const working = compared
    .slice(base.failing.length)
    .map((each) => ({ ...each, judgement: judgeWorking(each, plans) }));
  return { failing, working, steps: replaySteps({ failing, working }, { run, command }) };
}

function skippedReplay(): PatchedReplay {
  const log = 'The error could not be reproduced without the change.';
  const steps = (['reproduce_with_fix', 'behavior'] as const).map((name) =>
    stepOf(name, { status: 'skipped', log }),
  );
  return { failing: [], working: [], steps };
}

function replaySteps(
  judged: Omit<PatchedReplay, 'steps'>,
  ran: Pick<Parameters<typeof stepOf>[1], 'run' | 'command'>,
): VerificationStep[] {
  const told = (all: readonly Judged[]): string =>
    all
      .map(({ judgement, patched }) => `${judgement.verdict}: ${judgement.reason}\n${errorsOf(patched)}`)
      .join('\n');
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

/** Why behaviour is not shown to be right; null when it is. Callers of the function must be able to live with it too. */
function behaviorProblem({ failing, working }: Omit<PatchedReplay, 'steps'>): string | null {
  const changed = working.find(({ judgement }) => judgement.verdict === 'refuted');
  if (changed !== undefined) return changed.judgement.reason;
  const passing = working.filter(
    ({ found, judgement }) => found.outcome.reached && judgement.verdict === 'asserted',
  );
  const entries = new Set(passing.map(({ found }) => found.scenario.entry));
  if (entries.size === 0) return 'no call that worked before passes the failing place';
  const decided = failing.filter(({ found }) => entries.has(found.scenario.entry));
  const unclear = failing.find(({ judgement }) => judgement.verdict === 'open');
  if (unclear !== undefined) return unclear.judgement.reason;
  if (decided.some(({ judgement }) => judgement.verdict === 'asserted')) return null;
  return failing[0]?.judgement.reason ?? 'nothing was replayed';
}

type PatchedTests = {
  readonly run: TestRun | null;
  readonly broken: readonly string[] | null;
  readonly step: VerificationStep;
};

async function testPatched(place: ReplayPlace, base: PreparedBase): Promise<PatchedTests> {
  if (base.testCommand === null || base.tests === null) {
    const step = stepOf('tests_with_fix', {
      status: 'skipped',
      log: 'The repository names no test command.',
    });
    return { run: null, broken: [], step };
  }
  const ran = await runTests(place.sandbox, place.directory, base.testCommand);
  const broken = newFailures(base.tests, ran);
  const notes =
    broken === null
      ? ['The tests fail with and without the change and cannot be told apart.']
      : broken.map((name) => `Fails now: ${name}`);
  const step = stepOf('tests_with_fix', {
    status: broken?.length === 0 ? 'passed' : 'failed',
    log: [...notes, ran.run.output].join('\n'),
    command: ran.command,
    run: ran.run,
  });
  return { run: ran, broken, step };
}

/** The verdict: refuted by anything shown wrong, verified when all of it is shown right, plausible between. */
function decide(found: {
  readonly base: PreparedBase;
  readonly replay: PatchedReplay;
  readonly tests: PatchedTests;
  readonly suspicion: string | null;
}): Verdict {
  const { base, replay, tests, suspicion } = found;
  const [broken] = tests.broken ?? [];
  if (broken !== undefined)
    return { verdict: 'refuted', level: LEVEL.parses, reason: `It breaks a test: ${broken}.` };
  const level = tests.broken !== null && tests.run !== null ? LEVEL.testsPass : LEVEL.parses;
  const wrong = [...replay.failing, ...replay.working].find(
    ({ judgement }) => judgement.verdict === 'refuted',
  );
  if (wrong !== undefined) return { verdict: 'refuted', level, reason: sentence(wrong.judgement.reason) };
  if (base.failing.length === 0) {
    return { verdict: 'plausible', level, reason: 'The error could not be reproduced without the change.' };
  }
  if (replay.failing.length === 0)
    return { verdict: 'plausible', level, reason: 'The replay of the fix did not finish.' };
  const problem = suspicion ?? behaviorProblem(replay);
  if (problem !== null) {
    return {
      verdict: 'plausible',
      level: LEVEL.errorGone,
      reason: `The error is gone, but ${lowerFirst(problem)}`,
    };
  }
  if (tests.broken === null) {
    return {
      verdict: 'plausible',
      level: LEVEL.errorGone,
      reason: 'The tests failed before and cannot show that nothing new broke.',
    };
  }
  return { verdict: 'verified', level: LEVEL.behaviorShown, reason: verifiedReason(replay, tests) };
}

function verifiedReason(replay: PatchedReplay, tests: PatchedTests): string {
  const kept = replay.working.filter(({ judgement }) => judgement.verdict === 'asserted').length;
  const tested = tests.run === null ? 'there are no tests to run' : 'no test of the repository fails newly';
  return `The failing call fails without the change and ends well with it, ${kept} working calls behave as before, and ${tested}.`;
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return first.endsWith('.') ? first : `${first}.`;
}

function lowerFirst(text: string): string {
  const lowered = text.charAt(0).toLowerCase() + text.slice(1);
  return lowered.endsWith('.') ? lowered : `${lowered}.`;
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
      sandbox: request.sandbox.kind,
      base_commit: request.code.commit,
      steps: [...found.steps],
      test_results: results === null ? null : { passed: results.passed, failed: results.failed },
      coverage: null,
    },
  };
}
