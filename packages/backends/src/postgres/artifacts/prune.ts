import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Sql } from '../postgres-client.ts';
import { dropUnusedBlobs } from './blobs.ts';

/** Parts of uploads that were never put together. */
const CHUNK_HOURS_MAX = 24;

export async function prune(
  sql: Sql,
  limits: Parameters<ArtifactStore['prune']>[0],
): Promise<{ bundles: number; blobs: number }> {
  await sql`DELETE FROM artifact_chunks WHERE created_at < now() - make_interval(hours => ${CHUNK_HOURS_MAX})`;
  const old = await sql`
    DELETE FROM artifact_bundles WHERE used_at < now() - make_interval(days => ${limits.unusedDaysMax}) RETURNING 1`;
  // The sum from the most recently used on; what lies above the bound goes.
  const large = await sql`
    DELETE FROM artifact_bundles USING (
      SELECT id, sum(bytes) OVER (PARTITION BY project_id ORDER BY used_at DESC, created_at DESC, id) AS total FROM (
        SELECT bundle.id, bundle.project_id, bundle.used_at, bundle.created_at, coalesce((
          SELECT sum(blob.stored_size) FROM artifact_files file
          JOIN artifact_blobs blob ON blob.hash IN (file.hash, file.compiled_hash) WHERE file.bundle_id = bundle.id
        ), 0) AS bytes FROM artifact_bundles bundle WHERE state <> 'assembling'
      ) sized
    ) ranked
    WHERE artifact_bundles.id = ranked.id AND ranked.total > ${limits.projectBytesMax} RETURNING 1`;
  return { bundles: old.length + large.length, blobs: await dropUnusedBlobs(sql) };
}
