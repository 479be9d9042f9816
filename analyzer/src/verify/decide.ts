import type { Verification, VerificationStep } from '@bugsage/core';
import { IN_CALLER } from './caller-patch.ts';
import { complaintOf, cutOff } from './how-it-ended.ts';
import type { Compared, Judgement } from './judge-replay.ts';
import { isMendedReason } from './mended-call.ts';
import { nameOfSite } from './name-of-site.ts';
import type { PreparedBase } from './prepare-base.ts';
import { WHOLE_COMMAND, type TestRun } from './run-tests.ts';
import type { PatchedChecks } from './static-checks.ts';
import type { TestCall } from './watch/find-test-call.ts';

/** The rungs of docs/verification.md that one candidate can reach; level 6 compares several. */
export const LEVEL = {
  text: 0,
  parses: 1,
  typesHold: 2,
  testsPass: 3,
  errorGone: 4,
  behaviorShown: 5,
} as const;

export type Verdict = Pick<Verification, 'verdict' | 'reason' | 'level' | 'reproduction'>;

/** What the replay of the patched code says. */
export type PatchedReplay = {
  readonly failing: readonly JudgedCall[];
  readonly working: readonly JudgedCall[];
  readonly steps: readonly VerificationStep[];
};
/** One call and what the change makes of it, in any language. */
export type JudgedCall = {
  readonly judgement: Judgement;
  readonly found: {
    readonly captured: boolean;
    readonly assumed: readonly string[];
    readonly scenario: { readonly entry: number };
    readonly outcome: { readonly reached: boolean };
  };
};
export type Judged = Compared & { readonly judgement: Judgement };

/** What the tests say with the change. */
export type PatchedTests = {
  readonly run: TestRun | null;
  /** Null when the outputs cannot tell. */
  readonly broken: readonly string[] | null;
  /** Tests that failed with the error of the event and pass now. */
  readonly repaired: readonly string[];
  readonly step: VerificationStep;
};

export type Evidence = {
  readonly base: PreparedBase;
  readonly replay: PatchedReplay;
  readonly tests: PatchedTests;
  readonly checks: PatchedChecks;
  /** Why the patch cannot be called proven whatever it does; null when nothing speaks against it. */
  readonly suspicion: string | null;
};

/** The verdict: refuted by anything shown wrong, verified when all of it is shown right, plausible between. */
export function decide(found: Evidence): Verdict {
  const { base, replay, tests } = found;
  const reproduction = reproductionOf(base);
  const level = levelWithoutReplay(found);
  const refutation = refutationOf(found);
  const where = reproduction === 'test_call' && base.testCall !== null ? `${placeOf(base.testCall)} ` : '';
  if (refutation !== null)
    return { verdict: 'refuted', reproduction, ...refutation, reason: where + refutation.reason };
  const plausible = (rung: number, reason: string): Verdict => ({
    verdict: 'plausible',
    reproduction,
    level: rung,
    reason: where + reason,
  });
  const ended = endedNote(found);
  if (ended !== null)
    return plausible(Math.min(level, LEVEL.typesHold), `The repository's tests were ended: ${ended}`);
  if (reproduction === 'none') return plausible(level, notReproduced(found));
  const isRepaired = tests.repaired.length > 0;
  if (!isRepaired && base.projectTests !== null)
    return plausible(level, "The repository's tests that fail with this error still fail.");
  if (!isRepaired && replay.failing.length === 0)
    return plausible(level, 'The replay of the fix did not finish.');
  const problem = problemOf(found);
  // Nothing of the calls of the caller itself: whether the error is gone there is not known.
  if (!isRepaired && replay.failing.every(({ judgement: { reason } }) => reason === IN_CALLER))
    return plausible(level, sentence(IN_CALLER));
  const mended = replay.failing.find(({ judgement: { reason } }) => isMendedReason(reason));
  if (!isRepaired && mended !== undefined)
    return plausible(LEVEL.errorGone, sentence(mended.judgement.reason));
  if (problem !== null) return plausible(LEVEL.errorGone, `The error is gone, but ${lowerFirst(problem)}`);
  return {
    verdict: 'verified',
    reproduction,
    level: LEVEL.behaviorShown,
    reason: where + (isRepaired ? repairedReason(tests) : verifiedReason(replay, tests)),
  };
}

/** Which test makes the call, and what is missing in it. */
function placeOf({ test, missing, crash }: TestCall): string {
  const place = `${crash.file.path}:${crash.line}`;
  return `Reproduced in ${test}: with ${missing.words} ${missing.value}, ${place} fails as in production.`;
}

/** Why a test run did not come to its end, which proves nothing in either way. */
function endedNote({ base, tests }: Evidence): string | null {
  const runs = [...(base.tests?.runs ?? []), ...(tests.run === null ? [] : [tests.run])];
  const ended = runs.map(({ run }) => cutOff(run)).find((note) => note !== null);
  return ended === undefined ? null : sentence(ended);
}

/** With the words of the search, and of tests that fail whatever is changed. */
function notReproduced({ base }: Evidence): string {
  const last = base.tests?.runs.at(-1);
  const complaint = last === undefined || base.tests?.green === true ? null : complaintOf(last.run);
  const notes = [
    ...(base.notReplayed === null ? [] : [sentence(base.notReplayed)]),
    ...(complaint === null
      ? []
      : [sentence(`the repository's tests fail without the change too: ${complaint}`)]),
  ];
  return ['The error could not be reproduced without the change.', ...notes].join(' ');
}

/** The strongest way in which base was seen to fail. */
function reproductionOf(base: PreparedBase): Verification['reproduction'] {
  if (base.projectTests !== null) return 'project_test';
  const failing = base.python?.failing ?? base.failing.map(({ found }) => found);
  if (failing.some(({ captured }) => captured)) return 'captured_call';
  if (base.testCall !== null) return 'test_call';
  return failing.length > 0 ? 'generated_call' : 'none';
}

/** Rungs that need no reproduction. */
function levelWithoutReplay({ tests, checks }: Evidence): number {
  if (tests.broken !== null && tests.run !== null) return LEVEL.testsPass;
  return checks.ran.types ? LEVEL.typesHold : LEVEL.parses;
}

function refutationOf(found: Evidence): Pick<Verdict, 'level' | 'reason'> | null {
  const { replay, tests, checks } = found;
  const [typeError] = checks.fresh.types;
  if (typeError !== undefined)
    return { level: LEVEL.parses, reason: `The type checker finds something new: ${sentence(typeError)}` };
  const [broken] = tests.broken ?? [];
  if (broken !== undefined) return { level: LEVEL.parses, reason: brokenReason(broken, tests) };
  const wrong = [...replay.failing, ...replay.working].find(
    ({ judgement }) => judgement.verdict === 'refuted',
  );
  if (wrong === undefined) return null;
  return { level: levelWithoutReplay(found), reason: sentence(wrong.judgement.reason) };
}

function brokenReason(broken: string, { run }: PatchedTests): string {
  const complaint = run === null ? null : complaintOf(run.run);
  if (broken !== WHOLE_COMMAND || complaint === null) return `It breaks a test: ${broken}.`;
  return sentence(`the repository's tests pass without the change and fail with it: ${complaint}`);
}

/** What keeps a patch that removes the error from being proven. */
function problemOf({ replay, tests, checks, suspicion }: Evidence): string | null {
  if (suspicion !== null) return suspicion;
  const [lint] = checks.fresh.lint;
  if (lint !== undefined) return `the linter finds something new: ${lint}`;
  // A test somebody wrote says what is right; without one the replay has to show it.
  const behavior = tests.repaired.length > 0 ? null : behaviorProblem(replay);
  if (behavior !== null) return behavior;
  return tests.broken === null ? 'the tests failed before and cannot show that nothing new broke' : null;
}

/** Why behaviour is not shown to be right; null when it is. Callers of the function must be able to live with it too. */
export function behaviorProblem({ failing, working }: Omit<PatchedReplay, 'steps'>): string | null {
  const changed = working.find(({ judgement }) => judgement.verdict === 'refuted');
  if (changed !== undefined) return changed.judgement.reason;
  const unsure = working.find(
    (each) => isReal(each) && each.found.outcome.reached && each.judgement.verdict === 'open',
  );
  if (unsure !== undefined) return unsure.judgement.reason;
  const passing = working.filter(
    ({ found, judgement }) => found.outcome.reached && judgement.verdict === 'asserted',
  );
  if (passing.length === 0) return 'no call that worked before passes the failing place';
  const entries = new Set(passing.filter(isReal).map(({ found }) => found.scenario.entry));
  const [site] = passing[0]?.found.assumed ?? [];
  if (entries.size === 0)
    return `a call that works needs a result of "${nameOfSite(site ?? '')}" that it was never seen to give`;
  const decided = failing.filter((each) => isReal(each) && entries.has(each.found.scenario.entry));
  const unclear = failing.find(({ judgement }) => judgement.verdict === 'open');
  if (unclear !== undefined) return unclear.judgement.reason;
  if (decided.some(({ judgement }) => judgement.verdict === 'asserted')) return null;
  const [assumed] = failing.flatMap(({ found }) => found.assumed);
  if (assumed !== undefined)
    return `the call that fails needs a result of "${nameOfSite(assumed)}" that it was never seen to give`;
  return failing[0]?.judgement.reason ?? 'nothing was replayed';
}

/** False for calls in which a result was put in place of one that no run showed to be possible. */
function isReal({ found }: JudgedCall): boolean {
  return found.assumed.length === 0;
}

function repairedReason({ repaired }: PatchedTests): string {
  const [first = ''] = repaired;
  const more = repaired.length > 1 ? ` and ${repaired.length - 1} more` : '';
  return sentence(
    `the repository's test "${first}"${more} failed with this error and passes now; no test fails newly`,
  );
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
