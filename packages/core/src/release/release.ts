import { z } from 'zod';

export const RELEASE_LIMITS = {
  /** Characters of a version, as long as Sentry's. */
  versionLengthMax: 250,
  /** Releases of a project that are known from events alone; a client that sends random ones fills no table. */
  seenPerProjectMax: 10_000,
  /** Commits kept of one release, the newest; a release with more is a first import. */
  commitsMax: 1_000,
} as const;

export const releaseSchema = z.object({
  project_id: z.int().positive(),
  version: z.string(),
  /** First seen in an event, or announced. */
  created_at: z.iso.datetime(),
  announced: z.boolean(),
  released_at: z.iso.datetime().nullable(),
  url: z.string().nullable(),
  commit_sha: z.string().nullable(),
  /** Issues that were first seen in it. */
  new_issues: z.int().nonnegative(),
});

export const releaseCommitSchema = z.object({
  sha: z.string(),
  author_email: z.string().nullable(),
  author_name: z.string().nullable(),
  message: z.string().nullable(),
  committed_at: z.iso.datetime().nullable(),
});

export const deploySchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  version: z.string(),
  environment: z.string(),
  name: z.string().nullable(),
  url: z.string().nullable(),
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime(),
});

export type Release = z.infer<typeof releaseSchema>;
export type ReleaseCommit = z.infer<typeof releaseCommitSchema>;
export type Deploy = z.infer<typeof deploySchema>;
