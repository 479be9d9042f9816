import { z } from 'zod';

const counts = z.record(z.string(), z.int().nonnegative());

/** Numbers over the last `days` days, by the issue's last event. */
export const statisticsSchema = z.object({
  days: z.int().positive(),
  total_issues: z.int().nonnegative(),
  total_events: z.int().nonnegative(),
  users_affected: z.int().nonnegative(),
  new_issues: z.int().nonnegative(),
  resolved_issues: z.int().nonnegative().describe('Resolved within the days'),
  by_status: counts.readonly(),
  by_severity: counts.readonly(),
  by_substatus: counts.readonly(),
  by_source: counts.readonly(),
  by_platform: counts.readonly(),
  by_project: counts.readonly().describe('By the id of the project'),
  analyzed_issues: z.int().nonnegative(),
  fixes_by_status: counts.readonly(),
  fixes_by_verdict: counts.readonly(),
});
