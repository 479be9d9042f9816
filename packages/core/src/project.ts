import { z } from 'zod';
import { inboundFiltersSchema } from './inbound-filters.ts';

/** Where a project's code lives and how its tests run. */
export const projectRepositorySchema = z.object({
  /** A git URL (https, ssh) or an absolute path on the analyzer's machine. */
  url: z.string().min(1).max(2048),
  /** The folder of the project inside the repository; empty for its root. */
  root: z.string().max(512).default(''),
  /** Runs the whole test suite; null lets the analyzer detect it. */
  test_command: z.string().min(1).max(1024).nullable().default(null),
});

export const projectSchema = z.object({
  id: z.int().positive(),
  organization_id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
  repository: projectRepositorySchema.nullable(),
  /** Fixes are proposed from this confidence on, 0 to 1. */
  fix_confidence_min: z.number().min(0).max(1),
  /** Events a minute; null takes the configured default, 0 is no limit. */
  events_per_minute: z.int().nonnegative().nullable(),
  filters: inboundFiltersSchema,
  created_at: z.iso.datetime(),
});

export type ProjectRepository = z.infer<typeof projectRepositorySchema>;
export type Project = z.infer<typeof projectSchema>;

/** A key that may write events of one project, never read. */
export type IngestKey = {
  readonly public_key: string;
  readonly project_id: number;
  readonly enabled: boolean;
};
