import type { ArtifactReader, FoundMap, MapLookup, MapSearch } from '../../ports/artifact-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';
import { readBlob } from './blobs.ts';

export function openPostgresArtifactReader(sql: Sql): ArtifactReader {
  return {
    findMaps: (lookups) => guarded('look for source maps', () => findMaps(sql, lookups)),
    readBlob: (hash) => guarded('read an artifact', () => readBlob(sql, hash)),
    markUsed: (bundleIds) =>
      guarded('mark artifacts as used', async () => {
        // Once a day is enough to keep them, and does not write for every batch.
        await sql`
          UPDATE artifact_bundles SET used_at = now()
          WHERE id = ANY(${[...bundleIds]}::uuid[]) AND used_at < now() - interval '1 day'`;
      }),
    projectsWithMaps: () =>
      guarded('list projects with source maps', async () => {
        const rows = await sql<{ project_id: number }[]>`
          SELECT DISTINCT project_id FROM artifact_bundles WHERE state = 'ok'`;
        return rows.map((row) => row.project_id);
      }),
  };
}

type FileRow = {
  readonly project_id: number;
  readonly bundle_id: string;
  readonly release: string;
  readonly dist: string;
  readonly name: string;
  readonly kind: string;
  readonly debug_id: string | null;
  readonly hash: string | null;
  readonly map_name: string | null;
  readonly compiled_hash: string | null;
  readonly problem_code: string | null;
  readonly problem: string | null;
};

const COLUMNS = [
  'project_id',
  'bundle_id',
  'release',
  'dist',
  'name',
  'kind',
  'debug_id',
  'hash',
  'map_name',
  'compiled_hash',
  'problem_code',
  'problem',
] as const;

/** Debug id first, then release, distribution and URL (protocol.md 1.17). Of several uploads the newest counts. */
async function findMaps(sql: Sql, lookups: readonly MapLookup[]): Promise<MapSearch[]> {
  const byDebugId = await rowsByDebugId(sql, lookups);
  const open = lookups.filter((lookup) => debugMap(byDebugId, lookup) === undefined);
  const scripts = await rowsByName(
    sql,
    open.flatMap(({ projectId, names }) => names.map((name) => ({ projectId, name }))),
  );
  const maps = await rowsByName(
    sql,
    scripts.flatMap((row) =>
      row.map_name === null ? [] : [{ projectId: row.project_id, name: row.map_name }],
    ),
  );
  return lookups.map((lookup) => {
    const row = debugMap(byDebugId, lookup);
    return row === undefined ? findByName(lookup, scripts, maps) : found(row, 'debug_id');
  });
}

function debugMap(rows: readonly FileRow[], { projectId, debugId }: MapLookup): FileRow | undefined {
  if (debugId === null) return undefined;
  const own = rows.filter((row) => row.project_id === projectId && row.debug_id === debugId);
  return own.find(isMap) ?? own.find((row) => row.compiled_hash !== null);
}

/** A script is found by its names; its map by the reference it carries, or because it lies beside it. */
function findByName(lookup: MapLookup, scripts: readonly FileRow[], maps: readonly FileRow[]): MapSearch {
  const named = lookup.names.flatMap((name) =>
    scripts.filter((row) => row.project_id === lookup.projectId && row.name === name),
  );
  const inRelease = named.filter((row) => isSameRelease(row, lookup));
  let script: FileRow | undefined;
  for (const row of inRelease) {
    if (isMap(row) || row.compiled_hash !== null) return found(row, 'url');
    script ??= row;
    const map = maps.find(
      (candidate) =>
        candidate.project_id === row.project_id &&
        candidate.name === row.map_name &&
        isMap(candidate) &&
        isSameRelease(candidate, lookup),
    );
    if (map !== undefined) return found(map, 'url');
  }
  if (script !== undefined) return { kind: 'no_map', script: script.name };
  const releases = [...new Set(named.map(({ release }) => release))].filter(Boolean);
  return releases.length === 0 ? { kind: 'nothing' } : { kind: 'other_release', releases };
}

function isMap({ kind }: FileRow): boolean {
  return kind === 'source_map';
}

/** Files uploaded without distribution serve every distribution of the release. */
function isSameRelease(row: FileRow, { release, dist }: MapLookup): boolean {
  return row.release !== '' && row.release === release && (row.dist === '' || row.dist === (dist ?? ''));
}

function found(row: FileRow, by: FoundMap['by']): MapSearch {
  const problem = row.problem_code === null ? null : { code: row.problem_code, why: row.problem ?? '' };
  return {
    kind: 'found',
    map: {
      bundleId: row.bundle_id,
      name: row.name,
      by,
      compiledHash: row.compiled_hash,
      mapHash: row.hash,
      problem,
    },
  };
}

async function rowsByDebugId(sql: Sql, lookups: readonly MapLookup[]): Promise<readonly FileRow[]> {
  const wanted = lookups.filter(({ debugId }) => debugId !== null);
  if (wanted.length === 0) return [];
  return sql<FileRow[]>`
    SELECT ${sql(COLUMNS)} FROM artifact_files WHERE (project_id, debug_id) IN (
      SELECT * FROM unnest(
        ${wanted.map(({ projectId }) => projectId)}::int[], ${wanted.map(({ debugId }) => debugId)}::text[]))
    ORDER BY id DESC LIMIT ${ROWS_MAX}`;
}

/** A name in many releases: enough to find the release asked for among the newest, and to name some others. */
const ROWS_MAX = 20_000;

async function rowsByName(
  sql: Sql,
  names: readonly { projectId: number; name: string }[],
): Promise<readonly FileRow[]> {
  if (names.length === 0) return [];
  return sql<FileRow[]>`
    SELECT ${sql(COLUMNS)} FROM artifact_files WHERE (project_id, name) IN (
      SELECT * FROM unnest(
        ${names.map(({ projectId }) => projectId)}::int[], ${names.map(({ name }) => name)}::text[]))
    ORDER BY id DESC LIMIT ${ROWS_MAX}`;
}
