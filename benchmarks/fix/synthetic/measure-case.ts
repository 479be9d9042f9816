import {
  diagnose,
  verifyBest,
  type Case,
  type Diagnosis,
  type FixCandidate,
} from '@bugsage/analyzer/analysis';
import type { Sandbox } from '@bugsage/backends';
import type { Verification } from '@bugsage/core';
import type { SyntheticCase } from './case.ts';
import { openSyntheticCase } from './open-case.ts';
import { passesChecks } from './run-checks.ts';

export type MeasuredCase = {
  readonly id: string;
  readonly className: string;
  readonly hasChecks: boolean;
  readonly confidence: number;
  /** A rule explains the error: the analysis claims something. */
  readonly claims: boolean;
  readonly explained: boolean;
  /** What the analysis says otherwise than expected; null when nothing. */
  readonly missed: string | null;
  readonly origins: readonly string[];
  /** Per candidate, best first: the hidden checks pass. */
  readonly rightCandidates: readonly boolean[];
  readonly reproduced: boolean;
  /** Verdict of the patch that would be shown; null when there is none. */
  readonly verdict: Verification['verdict'] | null;
  readonly reason: string;
  readonly shownIsRight: boolean;
};

/** Analysis, patches, verification, and then the hidden checks on each patch. */
export async function measureCase(one: SyntheticCase, sandbox: Sandbox): Promise<MeasuredCase> {
  const opened = await openSyntheticCase(one);
  try {
    const diagnosis = await diagnose(opened.given);
    const missed = missedBy(one, diagnosis);
    const executed =
      sandbox.kind === 'none' ? NOTHING_RUN : await execute(one, opened.given, diagnosis.candidates, sandbox);
    return {
      id: one.id,
      className: one.className,
      hasChecks: one.checks !== null,
      confidence: diagnosis.confidence_score,
      claims: diagnosis.rule !== null,
      explained: missed === null,
      missed,
      origins: diagnosis.candidates.map(({ origin }) => origin),
      ...executed,
    };
  } finally {
    await opened.remove();
  }
}

/** Null when class, kind of answer and place are as the case expects. */
export function missedBy(one: SyntheticCase, diagnosis: Diagnosis): string | null {
  const { rule, classification } = one.draft;
  if (rule !== 'not-checked' && diagnosis.rule !== rule) return `rule ${diagnosis.rule ?? 'none'}`;
  if (classification !== undefined && diagnosis.classification !== classification)
    return `classification ${diagnosis.classification}`;
  if (rule === 'not-checked') return diagnosis.candidates.length === 0 ? null : 'a patch for code of others';
  if (one.place === null) return null;
  const { location } = diagnosis;
  const isThere = location?.path === one.place.path && location.line === one.place.line;
  return isThere ? null : `place ${location === null ? 'none' : `${location.path}:${location.line}`}`;
}

type Executed = Pick<MeasuredCase, 'rightCandidates' | 'reproduced' | 'verdict' | 'reason' | 'shownIsRight'>;
const NOTHING_RUN: Executed = {
  rightCandidates: [],
  reproduced: false,
  verdict: null,
  reason: '',
  shownIsRight: false,
};

async function execute(
  one: SyntheticCase,
  given: Case,
  candidates: readonly FixCandidate[],
  sandbox: Sandbox,
): Promise<Executed> {
  const { code } = given;
  if (code === null || candidates.length === 0) return NOTHING_RUN;
  const place = { repository: code.repository, commit: code.commit, sandbox };
  if (one.checks !== null && (await passesChecks(one, null, place)))
    throw new Error(`${one.id}: the hidden checks pass without a patch; they check nothing.`);
  const rightCandidates: boolean[] = [];
  for (const candidate of candidates) rightCandidates.push(await passesChecks(one, candidate, place));
  const [type, value] = one.draft.error;
  const { best } = await verifyBest({
    caseCode: code,
    error: { type, value },
    event: given.event,
    candidates,
    testCommand: null,
    sandbox,
  });
  const shown = best === null ? -1 : candidates.indexOf(best.candidate);
  return {
    rightCandidates,
    reproduced:
      best?.verification.steps.some((step) => step.name === 'reproduce' && step.status === 'passed') ?? false,
    verdict: best?.verification.verdict ?? null,
    reason: best?.verification.reason ?? '',
    shownIsRight: rightCandidates[shown] === true,
  };
}
