import { z } from 'zod';

export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export const EFFORTS = ['minutes', 'hours', 'days', 'unknown'] as const;
export const CLASSIFICATIONS = ['code_fix', 'action_recommended', 'noise', 'unknown'] as const;

/**
 * A claim with its proof. Citations are checked by machine before an analysis is stored: an event field must exist, a
 * file must have that line at that commit, a commit must be in the repository.
 */
export const evidenceSchema = z.object({
  claim: z.string(),
  kind: z.enum(['event', 'file', 'commit']),
  /** `event`: dotted path into the normalized event, for example `exceptions.0.value`. */
  field: z.string().nullable(),
  /** `file`: path from the repository's root. */
  path: z.string().nullable(),
  /** `file`: 1-based. */
  line: z.int().positive().nullable(),
  /** `commit`: full hash. */
  commit: z.string().nullable(),
  /** The cited text as found, bounded. */
  quote: z.string().nullable(),
});

export const suggestedFixSchema = z.object({
  title: z.string(),
  description: z.string(),
  /** How a patch for it would be made: a rule's template, a model, or only advice to a person. */
  kind: z.enum(['template', 'model', 'advice']),
  confidence: z.number().min(0).max(1),
});

export const analysisSchema = z.object({
  id: z.uuid(),
  issue_id: z.uuid(),
  project_id: z.int().positive(),
  /** The event that was looked at. */
  event_id: z.string(),
  classification: z.enum(CLASSIFICATIONS),
  /** Why there is nothing to patch; required whenever classification is not `code_fix`. */
  no_code_fix_reason: z.string().nullable(),
  root_cause: z.string(),
  impact_assessment: z.string(),
  suggested_fixes: z.array(suggestedFixSchema),
  confidence_score: z.number().min(0).max(1),
  risk_level: z.enum(RISK_LEVELS),
  estimated_effort: z.enum(EFFORTS),
  related_errors: z.array(z.object({ issue_id: z.uuid(), title: z.string(), reason: z.string() })),
  prevention_suggestions: z.array(z.string()),
  evidence: z.array(evidenceSchema),
  /** Best location of the cause in the repository; null when no frame maps to a file of it. */
  location: z
    .object({
      path: z.string(),
      line: z.int().positive(),
      column: z.int().positive().nullable(),
      expression: z.string().nullable(),
    })
    .nullable(),
  /** Filled by the server, never by a model. */
  analysis_metadata: z.object({
    engine: z.enum(['deterministic', 'anthropic', 'openai', 'openai-compatible']),
    engine_version: z.string(),
    /** Id of the rule that explained the error; null when a model did, or nothing. */
    rule: z.string().nullable(),
    model: z.string().nullable(),
    prompt_version: z.string().nullable(),
    input_hash: z.string(),
    input_tokens: z.int().nonnegative(),
    output_tokens: z.int().nonnegative(),
    cost_usd: z.number().nonnegative().nullable(),
    duration_ms: z.number().nonnegative(),
    timestamp: z.iso.datetime(),
    /** Why the result is the deterministic one although a model is configured. */
    fallback_reason: z.string().nullable(),
    context_used: z.array(z.string()),
    /** Citations that did not resolve and were removed. */
    dropped_citations: z.int().nonnegative(),
  }),
  created_at: z.iso.datetime(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type SuggestedFix = z.infer<typeof suggestedFixSchema>;
export type Analysis = z.infer<typeof analysisSchema>;
export type Classification = (typeof CLASSIFICATIONS)[number];
