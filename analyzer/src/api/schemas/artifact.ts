import { UNMAPPED_REASONS, type UnmappedReason } from '@bugsage/core';
import { z } from 'zod';

export const artifactBundleSchema = z.object({
  id: z.uuid(),
  project_id: z.int(),
  /** SHA-1 of the upload. */
  checksum: z.string(),
  /** Empty for uploads that are found by debug id alone. */
  release: z.string(),
  dist: z.string(),
  state: z.enum(['assembling', 'ok', 'error']),
  detail: z.string(),
  size: z.int().nonnegative(),
  file_count: z.int().nonnegative(),
  uploaded_by: z.string(),
  created_at: z.iso.datetime(),
  /** When an event was last resolved with it, by the day. */
  used_at: z.iso.datetime(),
});

export const artifactFileSchema = z.object({
  id: z.int(),
  bundle_id: z.uuid(),
  /** URL, `~` for any scheme and host. */
  name: z.string(),
  kind: z.enum(['minified_source', 'source_map', 'source', 'other']),
  debug_id: z.string().nullable(),
  size: z.int().nonnegative(),
  /** Of a script: the map it refers to. */
  map_name: z.string().nullable(),
  usable: z.boolean(),
  problem: z.object({ code: z.string(), why: z.string() }).nullable(),
});

export const foundArtifactFileSchema = artifactFileSchema.extend({
  release: z.string(),
  dist: z.string(),
  uploaded_at: z.iso.datetime(),
});

/** Files whose frames show no source. Events count as often as clients saw them. */
export const unresolvedSchema = z.object({
  events_read: z.int().nonnegative(),
  /** False when there were more events than are looked at; the newest count. */
  complete: z.boolean(),
  files: z.array(
    z.object({
      file: z.string(),
      release: z.string().nullable(),
      reason: z.enum(Object.keys(UNMAPPED_REASONS) as UnmappedReason[]),
      detail: z.string(),
      events: z.int().nonnegative(),
      last_seen: z.iso.datetime(),
      /** Of the newest of its events; null when the issue was deleted. */
      issue_id: z.uuid().nullable(),
    }),
  ),
});
