import { z } from 'zod';

export const FILTER_RULE_FIELDS = ['message', 'type', 'path', 'release', 'environment'] as const;

/** Bounds of own rules: all of them on an event made for it take a few milliseconds, on real ones microseconds. */
export const FILTER_LIMITS = { rulesMax: 50, globLengthMax: 200, globStarsMax: 10 } as const;

/** Events whose field matches the whole glob are dropped. `*` stands for any text; case does not matter. */
export const filterRuleSchema = z.strictObject({
  field: z.enum(FILTER_RULE_FIELDS),
  glob: z
    .string()
    .min(1)
    .max(FILTER_LIMITS.globLengthMax)
    .refine(
      (glob) => glob.split('*').length - 1 <= FILTER_LIMITS.globStarsMax,
      `Expected at most ${FILTER_LIMITS.globStarsMax} stars`,
    ),
});

/**
 * What a project does not want to store. Everything is off until somebody turns it on: a tracker that hides errors
 * unasked is worse than one that shows noise.
 */
export const inboundFiltersSchema = z.strictObject({
  browser_extensions: z.boolean().default(false),
  crawlers: z.boolean().default(false),
  localhost: z.boolean().default(false),
  stale_chunks: z.boolean().default(false),
  browser_noise: z.boolean().default(false),
  rules: z.array(filterRuleSchema).max(FILTER_LIMITS.rulesMax).default([]),
});

export type FilterRule = z.infer<typeof filterRuleSchema>;
export type InboundFilters = z.infer<typeof inboundFiltersSchema>;
