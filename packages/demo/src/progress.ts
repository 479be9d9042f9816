import type { DemoAnalysis, DemoFix, DemoIssue } from './api-schemas.ts';
import type { LocatedBug } from './bugs.ts';
import { LIMITS } from './limits.ts';

/** How far one bug came: from nothing to a fix in its last state. */
export type Progress = {
  readonly bug: LocatedBug;
  readonly issue: DemoIssue | null;
  readonly analysis: DemoAnalysis | null;
  readonly fix: DemoFix | null;
};

const FINAL: ReadonlySet<DemoFix['status']> = new Set(['ready', 'applied', 'failed', 'rolled_back']);

/** Best first: what a person would look at when an issue has several fixes. */
const PREFERENCE: readonly DemoFix['status'][] = [
  'ready',
  'applied',
  'testing',
  'generating',
  'analyzing',
  'pending',
  'failed',
  'rolled_back',
];

export function preferredFix(fixes: readonly DemoFix[]): DemoFix | null {
  return fixes.toSorted((left, right) => rank(left) - rank(right))[0] ?? null;
}

function rank(fix: DemoFix): number {
  return PREFERENCE.indexOf(fix.status);
}

/** Counts at the start, so that issues of earlier runs are not taken for this one's. */
export function findIssue(
  bug: LocatedBug,
  issues: readonly DemoIssue[],
  countsBefore: ReadonlyMap<string, number>,
): DemoIssue | null {
  const grown = issues.filter((issue) => issue.event_count > (countsBefore.get(issue.id) ?? 0));
  return grown.find((issue) => `${issue.title}\n${issue.value ?? ''}`.includes(bug.message)) ?? null;
}

/** `quietMs` is how long nothing changed for any bug: fixes are made one after the other. */
export function isFinal({ bug, issue, analysis, fix }: Progress, quietMs: number): boolean {
  if (!issue) return quietMs > LIMITS.eventArrivalMs;
  if (!analysis) return false;
  if (fix) return FINAL.has(fix.status);
  if (!bug.fixable || (analysis.classification && analysis.classification !== 'code_fix')) return true;
  return issue.status !== 'fixing' && quietMs > LIMITS.fixProposalMs;
}

export function isRight({ bug, analysis }: Progress): boolean {
  const location = analysis?.location;
  return location?.path === bug.file && bug.linesAccepted.includes(location.line);
}

export function isVerified({ fix }: Progress): boolean {
  return (fix?.status === 'ready' || fix?.status === 'applied') && fix.verification?.verdict === 'verified';
}
