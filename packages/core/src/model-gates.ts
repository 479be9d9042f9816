import { z } from 'zod';

/**
 * When a project lets a model be asked. What is null or left out is as the operator configured it; a budget of a project
 * can only be smaller than that.
 */
export const modelGatesSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Events of an issue before a model is asked on its own accord. */
  events_min: z.int().min(1).max(1_000_000).nullable().default(null),
  /** Days since an issue was last seen after which it is no longer asked on its own accord. */
  age_days_max: z.int().min(1).max(3_650).nullable().default(null),
  /** Asks about errors the engine takes for noise too. */
  noise: z.boolean().default(false),
  /** US dollars in 24 hours. */
  usd_per_day: z.number().min(0).max(1_000_000).nullable().default(null),
  /** Tokens in 24 hours, for models whose price is not known. */
  tokens_per_day: z.int().min(0).max(1_000_000_000_000).nullable().default(null),
});

export type ModelGates = z.infer<typeof modelGatesSchema>;
