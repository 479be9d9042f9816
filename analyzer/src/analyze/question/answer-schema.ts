import { CLASSIFICATIONS, EFFORTS, RISK_LEVELS } from '@bugsage/core';
import { z } from 'zod';

/**
 * What a model is asked for. Only what every provider's structured output can carry: required and nullable fields,
 * enums and arrays. Bounds are not in here, because some providers turn them into errors; they are applied afterwards.
 */
export const rootCauseAnswerSchema = z.object({
  classification: z.enum(CLASSIFICATIONS),
  no_code_fix_reason: z.string().nullable(),
  root_cause: z.string(),
  impact_assessment: z.string(),
  suggested_fixes: z.array(z.object({ title: z.string(), description: z.string() })),
  confidence: z.number(),
  risk_level: z.enum(RISK_LEVELS),
  estimated_effort: z.enum(EFFORTS),
  prevention_suggestions: z.array(z.string()),
  evidence: z.array(
    z.object({
      claim: z.string(),
      kind: z.enum(['event', 'file', 'commit']),
      field: z.string().nullable(),
      path: z.string().nullable(),
      line: z.number().nullable(),
      commit: z.string().nullable(),
      quote: z.string().nullable(),
    }),
  ),
  location: z.object({ path: z.string(), line: z.number(), expression: z.string().nullable() }).nullable(),
  edits: z.array(z.object({ path: z.string(), old_str: z.string(), new_str: z.string() })),
});

export type RootCauseAnswer = z.infer<typeof rootCauseAnswerSchema>;
