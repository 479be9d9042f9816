import { z } from 'zod';
import type { Transitions } from './state-machine.ts';

export const FIX_STATUSES = [
  'pending',
  'analyzing',
  'generating',
  'testing',
  'ready',
  'applied',
  'failed',
  'rolled_back',
] as const;
export const FIX_TYPES = ['automatic', 'manual', 'suggested'] as const;
export const VERDICTS = ['verified', 'plausible', 'refuted'] as const;

export type FixStatus = (typeof FIX_STATUSES)[number];
export type Verdict = (typeof VERDICTS)[number];

/**
 * pending -> analyzing -> generating -> testing -> ready -> applied -> rolled_back. Every state before applied can end
 * in failed, always with a reason. A worker that died leaves a working state; the next one restarts from pending.
 */
export const FIX_TRANSITIONS: Transitions<FixStatus> = {
  pending: ['analyzing', 'generating', 'failed'],
  analyzing: ['pending', 'generating', 'failed'],
  generating: ['pending', 'testing', 'failed'],
  testing: ['pending', 'generating', 'ready', 'failed'],
  ready: ['applied', 'failed'],
  applied: ['rolled_back'],
  failed: ['pending'],
  rolled_back: [],
};

/** One command of a verification, with what it printed (bounded) and how it ended. */
export const verificationStepSchema = z.object({
  name: z.enum([
    'install',
    'parse',
    'types_on_base',
    'lint_on_base',
    'tests_on_base',
    'reproduce',
    'reproduce_with_fix',
    'behavior',
    'types_with_fix',
    'lint_with_fix',
    'tests_with_fix',
  ]),
  status: z.enum(['passed', 'failed', 'skipped']),
  /** What `passed` means here in one sentence, for people. */
  expectation: z.string(),
  command: z.string().nullable(),
  exit_code: z.int().nullable(),
  log: z.string(),
  duration_ms: z.number().nonnegative(),
});

/** How the failure was made to happen without the change, the most telling first. */
export const REPRODUCTIONS = [
  'project_test',
  'captured_call',
  'test_call',
  'generated_call',
  'none',
] as const;

export const verificationSchema = z.object({
  verdict: z.enum(VERDICTS),
  /** One sentence: why this verdict. */
  reason: z.string(),
  /** The rung reached on the ladder of docs/verification.md, 0 to 6; it caps the confidence. */
  level: z.int().min(0).max(6),
  /**
   * `project_test`: a test of the repository that fails with this error; `captured_call`: the call with the arguments the
   * event carries; `test_call`: a call that a test of the repository makes, with the value that was missing taken out of
   * it; `generated_call`: the call with inferred arguments.
   */
  reproduction: z.enum(REPRODUCTIONS).default('none'),
  /** How code was run: `bubblewrap`, or `none` when nothing was executed. */
  sandbox: z.string(),
  base_commit: z.string(),
  steps: z.array(verificationStepSchema),
  test_results: z.object({ passed: z.int(), failed: z.int() }).nullable(),
  coverage: z.number().min(0).max(1).nullable(),
});

export const PUBLICATION_KINDS = ['patch', 'github', 'gitlab'] as const;
export const FIX_OUTCOMES = ['waiting', 'fixed', 'recurred'] as const;

/** Where a fix, or its taking back, went: a file somebody applied, or a branch with a draft pull request. */
export const publicationSchema = z.object({
  kind: z.enum(PUBLICATION_KINDS),
  /** `requested` until the code host has it; a failed attempt says why in `reason` and may be repeated. */
  state: z.enum(['requested', 'published', 'failed']),
  branch: z.string().nullable(),
  /** Page of the pull or merge request. */
  url: z.string().nullable(),
  number: z.int().positive().nullable(),
  /** What its pull request became, as the code host told; left out while that is not known. */
  pull_state: z.enum(['merged', 'closed']).exactOptional(),
  reason: z.string().nullable(),
  requested_at: z.iso.datetime(),
  requested_by: z.string(),
});

export const fixSchema = z.object({
  id: z.uuid(),
  issue_id: z.uuid(),
  project_id: z.int().positive(),
  analysis_id: z.uuid().nullable(),
  status: z.enum(FIX_STATUSES),
  /** Why it failed or is only plausible; null while all is well. */
  status_reason: z.string().nullable(),
  type: z.enum(FIX_TYPES),
  title: z.string(),
  description: z.string(),
  /** Unified diff against `verification.base_commit`, made by us, so that it always applies. */
  code_diff: z.string(),
  confidence_score: z.number().min(0).max(1),
  quality_score: z.number().min(0).max(1),
  risk_score: z.number().min(0).max(1),
  verification: verificationSchema.nullable(),
  applied_at: z.iso.datetime().nullable(),
  applied_by: z.string().nullable(),
  reviewed_at: z.iso.datetime().nullable(),
  reviewed_by: z.string().nullable(),
  review_approved: z.boolean().nullable(),
  review_notes: z.string().nullable(),
  rolled_back_at: z.iso.datetime().nullable(),
  rollback_reason: z.string().nullable(),
  /** How it was applied; null before somebody asks for it. */
  publication: publicationSchema.nullable().default(null),
  /** How it was taken back. */
  revert: publicationSchema.nullable().default(null),
  /** What the issue's own events said of an applied fix; null until it is applied. */
  outcome: z.enum(FIX_OUTCOMES).nullable().default(null),
  outcome_at: z.iso.datetime().nullable().default(null),
  outcome_reason: z.string().nullable().default(null),
  model_version: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export type VerificationStep = z.infer<typeof verificationStepSchema>;
export type Verification = z.infer<typeof verificationSchema>;
export type Publication = z.infer<typeof publicationSchema>;
export type Fix = z.infer<typeof fixSchema>;
