import { z } from 'zod';

const counts = z.record(z.string(), z.int().nonnegative());

/** Numbers over the last `days` days, by the issue's last event. */
export const statisticsSchema = z.object({
  days: z.int().positive(),
  total_issues: z.int().nonnegative(),
  total_events: z.int().nonnegative(),
  users_affected: z.int().nonnegative(),
  new_issues: z.int().nonnegative(),
  by_status: counts.readonly(),
  by_severity: counts.readonly(),
  by_source: counts.readonly(),
  analyzed_issues: z.int().nonnegative(),
  fixes_by_status: counts.readonly(),
  fixes_by_verdict: counts.readonly(),
});
