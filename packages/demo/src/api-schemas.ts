import { FIX_STATUSES, projectRepositorySchema, VERDICTS } from '@bugsage/core';
import { z } from 'zod';

// Only the fields the demo shows: it keeps working when resources grow.
export const tokenSchema = z.object({ access_token: z.string() });

export const projectSchema = z.object({ repository: projectRepositorySchema.nullable() });

export const issueSchema = z.object({
  id: z.string(),
  title: z.string(),
  value: z.string().nullish(),
  status: z.string(),
  event_count: z.number(),
});

export const analysisSchema = z.object({
  root_cause: z.string(),
  confidence_score: z.number(),
  classification: z.string().nullish(),
  location: z.object({ path: z.string(), line: z.number() }).nullable(),
});

export const fixSchema = z.object({
  id: z.string(),
  status: z.enum(FIX_STATUSES),
  status_reason: z.string().nullish(),
  title: z.string(),
  code_diff: z.string(),
  verification: z
    .object({
      verdict: z.enum(VERDICTS),
      steps: z.array(z.object({ name: z.string(), status: z.string() })),
    })
    .nullish(),
});

export const issuePageSchema = z.object({ issues: z.array(issueSchema) });
export const fixPageSchema = z.object({ fixes: z.array(fixSchema) });

export type DemoIssue = z.infer<typeof issueSchema>;
export type DemoAnalysis = z.infer<typeof analysisSchema>;
export type DemoFix = z.infer<typeof fixSchema>;
export type RegisteredRepository = z.infer<typeof projectSchema>['repository'];
