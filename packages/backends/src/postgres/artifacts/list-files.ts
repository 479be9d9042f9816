import type { ArtifactFile, FileQuery, FoundArtifactFile } from '../../ports/artifact-store.ts';
import type { Sql } from '../postgres-client.ts';

type FileRow = Omit<ArtifactFile, 'problem'> & {
  readonly problem_code: string | null;
  readonly problem_text: string | null;
};

/** Files of one upload, by name. */
export async function listFiles(
  sql: Sql,
  query: { projectId: number; bundleId: string; limit: number },
): Promise<ArtifactFile[]> {
  const rows = await sql<FileRow[]>`
    SELECT ${columns(sql)} FROM artifact_files file
    WHERE project_id = ${query.projectId} AND bundle_id = ${query.bundleId} ORDER BY name, id LIMIT ${query.limit}`;
  return rows.map(fileFromRow);
}

/** Files of all uploads of a project, those of the newest upload first. */
export async function searchFiles(
  sql: Sql,
  query: FileQuery,
): Promise<{ files: FoundArtifactFile[]; total: number }> {
  const part = query.search === null ? null : `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const source = sql`
    FROM artifact_files file JOIN artifact_bundles bundle ON bundle.id = file.bundle_id
    WHERE file.project_id = ${query.projectId}
      AND (${query.checksum}::text IS NULL OR bundle.checksum = ${query.checksum})
      AND (${query.release}::text IS NULL OR file.release = ${query.release})
      AND (${query.debugId}::text IS NULL OR file.debug_id = ${query.debugId})
      AND (${part}::text IS NULL OR file.name ILIKE ${part})
      AND (${query.state}::text IS NULL OR (${query.state} = 'problem' AND file.problem_code IS NOT NULL)
        OR (${query.state} = 'usable' AND file.compiled_hash IS NOT NULL))`;
  const rows = await sql<(FileRow & { release: string; dist: string; uploaded_at: Date })[]>`
    SELECT ${columns(sql)}, file.release, file.dist, bundle.created_at AS uploaded_at ${source}
    ORDER BY bundle.created_at DESC, file.name, file.id LIMIT ${query.limit} OFFSET ${query.skip}`;
  const [count] = await sql<{ total: number }[]>`SELECT count(*) AS total ${source}`;
  const files = rows.map(({ uploaded_at: at, ...row }) => ({
    ...fileFromRow(row),
    release: row.release,
    dist: row.dist,
    uploaded_at: at.toISOString(),
  }));
  return { files, total: count?.total ?? 0 };
}

function columns(sql: Sql) {
  return sql`file.id, file.bundle_id, file.name, file.kind, file.debug_id, file.size, file.map_name,
    file.compiled_hash IS NOT NULL AS usable, file.problem_code, file.problem AS problem_text`;
}

function fileFromRow({ problem_code: code, problem_text: why, ...row }: FileRow): ArtifactFile {
  return { ...row, problem: code === null ? null : { code, why: why ?? '' } };
}
