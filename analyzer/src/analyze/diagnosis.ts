import type { Analysis } from '@bugsage/core';

/** One file of a patch, whole: the diff is always computed by us. */
export type FileEdit = { readonly path: string; readonly before: string; readonly after: string };

/** A patch somebody proposes. Only verification decides whether a person sees it as a fix. */
export type FixCandidate = {
  /** Template name, or `model`. */
  readonly origin: string;
  readonly title: string;
  readonly description: string;
  /** Prior of the template (share that was right on real crashes), 0 to 1; ranks the candidates. */
  readonly prior: number;
  readonly edits: readonly FileEdit[];
};

/** What an engine says about a case: the analysis without the parts the server fills, and patches in order of trust. */
export type Diagnosis = Pick<
  Analysis,
  | 'classification'
  | 'no_code_fix_reason'
  | 'root_cause'
  | 'impact_assessment'
  | 'suggested_fixes'
  | 'confidence_score'
  | 'risk_level'
  | 'estimated_effort'
  | 'prevention_suggestions'
  | 'evidence'
  | 'location'
> & { readonly rule: string | null; readonly candidates: readonly FixCandidate[] };
