import { randomUUID } from 'node:crypto';
import type { ArtifactBundle, ArtifactStore, NewArtifactFile } from '../../ports/artifact-store.ts';
import { appendToOutbox } from '../outbox.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { readBlob, saveBlob } from './blobs.ts';
import { bundleFromRow, listBundles, type BundleRow } from './list-bundles.ts';
import { knownFiles } from './known-files.ts';
import { listFiles, searchFiles } from './list-files.ts';
import { prune } from './prune.ts';

export function openPostgresArtifactStore(sql: Sql): ArtifactStore {
  return {
    ...chunkMethods(sql),
    findBundle: (key) => guarded('find an upload', () => findBundle(sql, key)),
    getBundle: (projectId, bundleId) =>
      guarded('read an upload', async () => {
        const [row] = await sql<BundleRow[]>`
          SELECT artifact_bundles.*, 0 AS file_count FROM artifact_bundles
          WHERE project_id = ${projectId} AND id = ${bundleId}`;
        return row === undefined ? null : bundleFromRow(row);
      }),
    debugIdsOf: (bundleId) =>
      guarded('list debug ids', async () => {
        const rows = await sql<{ debug_id: string }[]>`
          SELECT DISTINCT debug_id FROM artifact_files WHERE bundle_id = ${bundleId} AND debug_id IS NOT NULL`;
        return rows.map((row) => row.debug_id);
      }),
    openBundle: (bundle) => guarded('start an upload', () => openBundle(sql, bundle)),
    finishBundle: (bundleId, files) =>
      guarded('finish an upload', () =>
        sql.begin((transaction) => finishBundle(transaction, bundleId, files)),
      ),
    failBundle: (bundleId, detail) =>
      guarded('end an upload', async () => {
        await sql`UPDATE artifact_bundles SET state = 'error', detail = ${detail} WHERE id = ${bundleId}`;
      }),
    saveBlob: (bytes) => guarded('keep an artifact', () => saveBlob(sql, bytes)),
    readBlob: (hash) => guarded('read an artifact', () => readBlob(sql, hash)),
    listBundles: (query) => guarded('list uploads', () => listBundles(sql, query)),
    listFiles: (projectId, bundleId, limit) =>
      guarded('list artifacts', () => listFiles(sql, { projectId, bundleId, limit })),
    searchFiles: (query) => guarded('search artifacts', () => searchFiles(sql, query)),
    knownFiles: (query) => guarded('look up contents', () => knownFiles(sql, query)),
    deleteBundle: (projectId, bundleId) =>
      guarded('delete an upload', async () => {
        const rows = await sql`
          DELETE FROM artifact_bundles WHERE id = ${bundleId} AND project_id = ${projectId} RETURNING 1`;
        return rows.length > 0;
      }),
    deleteRelease: (projectId, release) =>
      guarded('delete the uploads of a release', async () => {
        const rows = await sql`
          DELETE FROM artifact_bundles WHERE project_id = ${projectId} AND release = ${release} RETURNING 1`;
        return rows.length;
      }),
    prune: (limits) => guarded('remove old uploads', () => prune(sql, limits)),
  };
}

function chunkMethods(
  sql: Sql,
): Pick<ArtifactStore, 'missingChunks' | 'saveChunk' | 'readChunk' | 'dropChunks'> {
  return {
    missingChunks: (organizationId, checksums) =>
      guarded('look up parts of an upload', async () => {
        const rows = await sql<{ checksum: string }[]>`
          SELECT checksum FROM artifact_chunks
          WHERE organization_id = ${organizationId} AND checksum = ANY(${[...checksums]}::text[])`;
        const known = new Set(rows.map((row) => row.checksum));
        return [...new Set(checksums)].filter((checksum) => !known.has(checksum));
      }),
    saveChunk: (organizationId, checksum, bytes) =>
      guarded('keep a part of an upload', async () => {
        await sql`
          INSERT INTO artifact_chunks (organization_id, checksum, bytes)
          VALUES (${organizationId}, ${checksum}, ${bytes})
          ON CONFLICT (organization_id, checksum) DO UPDATE SET created_at = now()`;
      }),
    readChunk: (organizationId, checksum) =>
      guarded('read a part of an upload', async () => {
        const [row] = await sql<{ bytes: Uint8Array }[]>`
          SELECT bytes FROM artifact_chunks WHERE organization_id = ${organizationId} AND checksum = ${checksum}`;
        return row?.bytes ?? null;
      }),
    dropChunks: (organizationId, checksums) =>
      guarded('forget parts of an upload', async () => {
        await sql`
          DELETE FROM artifact_chunks
          WHERE organization_id = ${organizationId} AND checksum = ANY(${[...checksums]}::text[])`;
      }),
  };
}

async function findBundle(
  sql: Sql,
  key: Parameters<ArtifactStore['findBundle']>[0],
): Promise<ArtifactBundle | null> {
  const [row] = await sql<BundleRow[]>`
    SELECT artifact_bundles.*, (SELECT count(*) FROM artifact_files WHERE bundle_id = artifact_bundles.id) AS file_count
    FROM artifact_bundles WHERE project_id = ${key.projectId} AND checksum = ${key.checksum}
      AND release = ${key.release} AND dist = ${key.dist}`;
  return row === undefined ? null : bundleFromRow(row);
}

async function openBundle(sql: Sql, bundle: Parameters<ArtifactStore['openBundle']>[0]): Promise<string> {
  const id = randomUUID();
  const [row] = await sql<{ id: string }[]>`
    INSERT INTO artifact_bundles (id, project_id, checksum, release, dist, state, size, uploaded_by)
    VALUES (${id}, ${bundle.projectId}, ${bundle.checksum}, ${bundle.release}, ${bundle.dist}, 'assembling',
      ${bundle.size}, ${bundle.uploadedBy})
    ON CONFLICT (project_id, checksum, release, dist) DO UPDATE
    SET state = 'assembling', detail = '', created_at = now(), used_at = now() RETURNING id`;
  return row?.id ?? id;
}

async function finishBundle(
  sql: Queryable,
  bundleId: string,
  files: readonly NewArtifactFile[],
): Promise<void> {
  const [bundle] = await sql<{ project_id: number; release: string; dist: string }[]>`
    UPDATE artifact_bundles SET state = 'ok', used_at = now() WHERE id = ${bundleId}
    RETURNING project_id, release, dist`;
  // Deleted while it was put together.
  if (bundle === undefined) return;
  await sql`DELETE FROM artifact_files WHERE bundle_id = ${bundleId}`;
  await sql`
    INSERT INTO artifact_files (bundle_id, project_id, release, dist, name, kind, debug_id, size, hash, map_name,
      compiled_hash, problem_code, problem)
    SELECT ${bundleId}, ${bundle.project_id}, ${bundle.release}, ${bundle.dist}, * FROM unnest(
      ${files.map((file) => file.name)}::text[], ${files.map((file) => file.kind)}::text[],
      ${files.map((file) => file.debugId)}::text[], ${files.map((file) => file.size)}::bigint[],
      ${files.map((file) => file.hash)}::text[], ${files.map((file) => file.mapName)}::text[],
      ${files.map((file) => file.compiledHash)}::text[], ${files.map((file) => file.problem?.code ?? null)}::text[],
      ${files.map((file) => file.problem?.why ?? null)}::text[])`;
  if (!files.some(({ compiledHash }) => compiledHash !== null)) return;
  await appendToOutbox(sql, [
    {
      id: `artifacts.uploaded:${bundleId}:${Date.now()}`,
      subject: 'artifacts.uploaded',
      payload: { project_id: bundle.project_id, bundle_id: bundleId },
    },
  ]);
}
