import { z } from 'zod';
import { inboundFiltersSchema } from './inbound-filters.ts';
import { modelGatesSchema } from './model-gates.ts';
import { retentionSchema } from './retention.ts';
import { scrubbingSchema } from './scrubbing.ts';

export const CODE_HOSTS = ['auto', 'github', 'gitlab', 'none'] as const;

/** Where a project's code lives and how its tests run. */
export const projectRepositorySchema = z.object({
  /** A git URL (https, ssh) or an absolute path on the analyzer's machine. */
  url: z.string().min(1).max(2048),
  /** The folder of the project inside the repository; empty for its root. */
  root: z.string().max(512).default(''),
  /** Runs the whole test suite; null lets the analyzer detect it. */
  test_command: z.string().min(1).max(1024).nullable().default(null),
  /** Whose API makes pull requests; left out or `auto` tells by the host name, `none` leaves patch files. */
  host: z.enum(CODE_HOSTS).exactOptional(),
  /** Address of that API where it is not the public one, for example `https://git.corp.example/api/v4`. */
  api_url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .nullable()
    .exactOptional(),
  /** `owner/name` on that host where the address does not tell it: a path on the analyzer's machine. */
  host_repository: z
    .string()
    .max(250)
    .regex(/^[\w.-]+(?:\/[\w.-]+)+$/)
    .nullable()
    .exactOptional(),
  /** Pull requests go to this branch; null takes the default branch. */
  base_branch: z.string().min(1).max(250).nullable().exactOptional(),
  /** Installs the dependencies of the lock file before tests run, the only step with a network; not without being asked. */
  install: z.boolean().exactOptional(),
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
  scrubbing: scrubbingSchema,
  model_gates: modelGatesSchema,
  retention: retentionSchema,
  /** Days without an event after which an issue counts as resolved; null keeps it open. */
  auto_resolve_days: z.int().positive().nullable(),
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
