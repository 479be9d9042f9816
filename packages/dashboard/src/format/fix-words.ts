import type { FixStatus, Verdict, VerificationStep } from '@bugsage/core';

export const VERDICT_WORDS: {
  readonly [Name in Verdict]: { readonly short: string; readonly long: string };
} = {
  verified: { short: 'Verified fix', long: 'Verified: failed before, passes now' },
  plausible: { short: 'Plausible fix', long: 'Plausible: not proven by running it' },
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
  reproduce: 'Reproduce on the base commit',
  reproduce_with_fix: 'Same reproduction with the fix',
  behavior: 'Behavior around the change',
  tests_on_base: 'Test suite on the base commit',
  tests_with_fix: 'Test suite with the fix',
  parse: 'Patched files parse',
};

/** The way every fix goes, in order; `failed` leaves it at any point. */
export const FIX_PIPELINE: readonly FixStatus[] = ['pending', 'generating', 'testing', 'ready'];

export type PipelineMark = 'done' | 'current' | 'waiting' | 'failed';

/** How far a fix is, one mark per word of FIX_PIPELINE. `analyzing` counts as work before generating. */
export function pipelineMarks(status: FixStatus, hasDiff: boolean): readonly PipelineMark[] {
  if (status === 'ready' || status === 'applied' || status === 'rolled_back')
    return FIX_PIPELINE.map(() => 'done');
  if (status === 'failed')
    return hasDiff ? ['done', 'done', 'failed', 'waiting'] : ['done', 'failed', 'waiting', 'waiting'];
  const at = status === 'analyzing' ? 1 : FIX_PIPELINE.indexOf(status);
  return FIX_PIPELINE.map((_, index) => (index < at ? 'done' : index === at ? 'current' : 'waiting'));
}
