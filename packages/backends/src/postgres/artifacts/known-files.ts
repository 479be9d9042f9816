import type { ArtifactKind, KnownFile, KnownQuery } from '../../ports/artifact-store.ts';
import type { Sql } from '../postgres-client.ts';

type KnownRow = {
  readonly position: number;
  readonly is_here: boolean;
  readonly kind: ArtifactKind;
  readonly size: number;
  readonly map_name: string | null;
  readonly compiled_hash: string | null;
};

/**
 * Which contents the projects have under the same name and debug id. Asked project by project, never over all: knowing
 * a hash must not give somebody else's file away.
 */
export async function knownFiles(sql: Sql, query: KnownQuery): Promise<(KnownFile | null)[]> {
  const { files } = query;
  if (files.length === 0) return [];
  const rows = await sql<KnownRow[]>`
    SELECT DISTINCT ON (wanted.position) wanted.position::int, file.kind, file.size, file.map_name, file.compiled_hash,
      file.release = ${query.release} AND file.dist = ${query.dist} AS is_here
    FROM unnest(
      ${files.map(({ name }) => name)}::text[], ${files.map(({ hash }) => hash)}::text[],
      ${files.map(({ debugId }) => debugId)}::text[]) WITH ORDINALITY AS wanted (name, hash, debug_id, position)
    JOIN artifact_files file ON file.hash = wanted.hash AND file.name = wanted.name
      AND file.debug_id IS NOT DISTINCT FROM wanted.debug_id AND file.problem_code IS NULL
      AND file.project_id = ANY(${[...query.projectIds]}::int[])
    ORDER BY wanted.position, is_here DESC, file.id DESC`;
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return files.map(({ name, hash, debugId }, index) => {
    const row = byPosition.get(index + 1);
    if (row === undefined) return null;
    const { kind, size, map_name: mapName, compiled_hash: compiledHash } = row;
    return {
      isHere: row.is_here,
      file: { name, kind, debugId, size, hash, mapName, compiledHash, problem: null },
    };
  });
}
