import type { Fix, FixStatus, Verdict, Verification, VerificationStep } from '@bugsage/core';

export const VERDICT_WORDS: {
  readonly [Name in Verdict]: { readonly short: string; readonly long: string };
} = {
  verified: { short: 'Verified fix', long: 'Verified: failed before, passes now' },
  plausible: { short: 'Plausible fix', long: 'A suggestion: plausible, but not proven by running it' },
  refuted: { short: 'Refuted', long: 'Refuted: running it did not help' },
};

export const FIX_STATUS_WORDS: { readonly [Status in FixStatus]: string } = {
  pending: 'Pending',
  analyzing: 'Analyzing',
  generating: 'Generating',
  testing: 'Testing',
  ready: 'Ready',
  applied: 'Applied',
  failed: 'Failed',
  rolled_back: 'Rolled back',
};

export const STEP_WORDS: { readonly [Name in VerificationStep['name']]: string } = {
  install: 'Dependencies installed',
  types_on_base: 'Type checker on the base commit',
  types_with_fix: 'Type checker with the fix',
  lint_on_base: 'Linter on the base commit',
  lint_with_fix: 'Linter with the fix',
  reproduce: 'Reproduce on the base commit',
  reproduce_with_fix: 'Same reproduction with the fix',
  behavior: 'Behavior around the change',
  tests_on_base: 'Test suite on the base commit',
  tests_with_fix: 'Test suite with the fix',
  parse: 'Patched files parse',
};

/** How the failure was made to happen without the change. */
export const REPRODUCTION_WORDS: { readonly [Way in Verification['reproduction']]: string } = {
  project_test: 'reproduced by a test of the repository',
  captured_call: 'reproduced with the arguments of the event',
  test_call: 'reproduced in a call that a test of the repository makes',
  generated_call: 'reproduced by a generated call',
  none: 'not reproduced',
};

export type PipelineMark = 'done' | 'current' | 'waiting' | 'failed' | 'unproven';
export type PipelineStep = { readonly word: string; readonly mark: PipelineMark };

/** The way every fix goes, in order; `failed` leaves it at any point. */
const PIPELINE = ['pending', 'generating', 'testing', 'ready'] as const satisfies readonly FixStatus[];

/**
 * A fix that could neither be proven nor refuted. It ends in the status `failed`, because nothing may apply it by
 * itself, and still is of use to a person.
 */
export function isSuggestion(fix: Pick<Fix, 'status' | 'verification'>): boolean {
  return fix.status === 'failed' && fix.verification?.verdict === 'plausible';
}

/** How far a fix is. `analyzing` counts as work before generating; a suggestion ends as what it is. */
export function pipelineSteps(
  fix: Pick<Fix, 'status' | 'code_diff' | 'verification'>,
): readonly PipelineStep[] {
  const marks = isSuggestion(fix) ? SUGGESTION_MARKS : marksOf(fix.status, fix.code_diff !== '');
  return PIPELINE.map((step, index) => ({
    word: step === 'ready' && isSuggestion(fix) ? 'Suggestion' : FIX_STATUS_WORDS[step],
    mark: marks[index] ?? 'waiting',
  }));
}

const SUGGESTION_MARKS: readonly PipelineMark[] = ['done', 'done', 'unproven', 'done'];

function marksOf(status: FixStatus, hasDiff: boolean): readonly PipelineMark[] {
  if (status === 'ready' || status === 'applied' || status === 'rolled_back')
    return PIPELINE.map(() => 'done');
  if (status === 'failed')
    return hasDiff ? ['done', 'done', 'failed', 'waiting'] : ['done', 'failed', 'waiting', 'waiting'];
  const at = status === 'analyzing' ? 1 : PIPELINE.indexOf(status);
  return PIPELINE.map((_, index) => (index < at ? 'done' : index === at ? 'current' : 'waiting'));
}
