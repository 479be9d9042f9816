import { z } from 'zod';

export const ruleVersionSchema = z.object({
  id: z.int(),
  previous_id: z.int().nullable(),
  fingerprint_rules: z.string(),
  stack_trace_rules: z.string(),
  created_by: z.string(),
  reason: z.string(),
  created_at: z.iso.datetime(),
});

const issueReferenceSchema = z.object({ id: z.uuid(), number: z.int(), title: z.string() });

/** What rules would do to the stored events of some days. Events count as often as clients saw them. */
export const dryRunSchema = z.object({
  events_read: z.int().nonnegative(),
  /** False when there were more events than are looked at; the newest count. */
  complete: z.boolean(),
  events_moved: z.int().nonnegative(),
  /** Issues whose events would be in more than one issue. */
  splits: z.int().nonnegative(),
  /** Issues that would get events of others. */
  joins: z.int().nonnegative(),
  /** Issues that would lose events, with what goes where. */
  issues: z.array(
    z.object({
      issue: issueReferenceSchema,
      events_kept: z.int().nonnegative(),
      moves: z.array(
        z.object({
          fingerprint: z.string(),
          title: z.string(),
          events: z.int(),
          /** Null: an issue would be opened. */
          to: issueReferenceSchema.nullable(),
        }),
      ),
    }),
  ),
});
