import { z } from 'zod';

/**
 * How long and how much a project keeps of its events. What is null or left out is as the operator configured it; a bound
 * of a project can only be tighter than that.
 */
export const retentionSchema = z.strictObject({
  /** Days since they were received. */
  days: z.int().min(1).max(3_650).nullable().default(null),
  events_max: z.int().min(100).max(1_000_000_000_000).nullable().default(null),
  /** Bytes of events as JSON, before compression; from a mebibyte on, so that nobody means gigabytes and writes 5. */
  bytes_max: z
    .int()
    .min(1024 * 1024)
    .max(1024 ** 5)
    .nullable()
    .default(null),
});

export type Retention = z.infer<typeof retentionSchema>;
