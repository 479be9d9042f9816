import type { ArtifactBundle, BundleQuery } from '../../ports/artifact-store.ts';
import type { Sql } from '../postgres-client.ts';

export type BundleRow = Omit<ArtifactBundle, 'created_at' | 'used_at'> & {
  readonly created_at: Date;
  readonly used_at: Date;
};

export function bundleFromRow(row: BundleRow): ArtifactBundle {
  return { ...row, created_at: row.created_at.toISOString(), used_at: row.used_at.toISOString() };
}

/** Newest first. */
export async function listBundles(
  sql: Sql,
  query: BundleQuery,
): Promise<{ bundles: ArtifactBundle[]; total: number }> {
  const matches = sql`project_id = ${query.projectId}
    AND (${query.release}::text IS NULL OR release = ${query.release})
    AND (${query.state}::text IS NULL OR state = ${query.state})`;
  const rows = await sql<BundleRow[]>`
    SELECT artifact_bundles.*, (SELECT count(*) FROM artifact_files WHERE bundle_id = artifact_bundles.id) AS file_count
    FROM artifact_bundles WHERE ${matches} ORDER BY created_at DESC, id LIMIT ${query.limit} OFFSET ${query.skip}`;
  const [count] = await sql<
    { total: number }[]
  >`SELECT count(*) AS total FROM artifact_bundles WHERE ${matches}`;
  return { bundles: rows.map(bundleFromRow), total: count?.total ?? 0 };
}
