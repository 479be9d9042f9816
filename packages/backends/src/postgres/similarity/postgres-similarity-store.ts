import type { Neighbour, SimilarityStore } from '../../ports/similarity-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';
import { nearestByIndex, nearestOneByOne } from './nearest-rows.ts';
import { preparePgvector } from './prepare-pgvector.ts';

/** With pgvector where the database has it, or may have it; exact otherwise. */
export async function openPostgresSimilarityStore(sql: Sql): Promise<SimilarityStore> {
  const hasIndex = await preparePgvector(sql);
  const nearestRows = hasIndex ? nearestByIndex : nearestOneByOne;
  return {
    engine: hasIndex ? 'pgvector' : 'exact',
    missing: (projectId, version, limit) =>
      guarded('look for fingerprints without a vector', async () => {
        const rows = await sql<{ fingerprint: string }[]>`
          SELECT key.fingerprint FROM issue_fingerprints key
          LEFT JOIN fingerprint_vectors known USING (project_id, fingerprint)
          WHERE key.project_id = ${projectId} AND key.event_count > 0 AND (known.version IS NULL
            OR known.version <> ${version} OR (known.numbers IS NULL AND known.created_at < key.last_seen))
          ORDER BY key.last_seen DESC NULLS LAST, key.fingerprint LIMIT ${limit}`;
        return rows.map(({ fingerprint }) => fingerprint);
      }),
    save: (projectId, version, vectors) =>
      guarded('save vectors', () => save(sql, { projectId, version, vectors })),
    nearest: (query) =>
      guarded('look for similar issues', async () =>
        bestOfEachIssue(await nearestRows(sql, query)).slice(0, query.limit),
      ),
    forget: (projectId, fingerprints) =>
      guarded('forget vectors', async () => {
        await sql`
          DELETE FROM fingerprint_vectors
          WHERE project_id = ${projectId} AND fingerprint = ANY(${[...fingerprints]}::text[])`;
      }),
  };
}

type Save = {
  readonly projectId: number;
  readonly version: string;
  readonly vectors: Parameters<SimilarityStore['save']>[2];
};

async function save(sql: Sql, { projectId, version, vectors }: Save): Promise<void> {
  if (vectors.length === 0) return;
  // Postgres has no arrays of arrays of different lengths: each vector travels as its own text.
  const numbers = vectors.map(({ vector }) => (vector === null ? null : `{${vector.join(',')}}`));
  await sql`
    INSERT INTO fingerprint_vectors (project_id, fingerprint, version, event_id, numbers)
    SELECT ${projectId}, given.fingerprint, ${version}, given.event_id, given.numbers::real[] FROM unnest(
      ${vectors.map(({ fingerprint }) => fingerprint)}::text[], ${vectors.map(({ eventId }) => eventId ?? '')}::text[],
      ${numbers}::text[]
    ) AS given (fingerprint, event_id, numbers)
    JOIN issue_fingerprints key ON key.project_id = ${projectId} AND key.fingerprint = given.fingerprint
    ORDER BY given.fingerprint
    ON CONFLICT (project_id, fingerprint) DO UPDATE SET version = excluded.version, event_id = excluded.event_id,
      numbers = excluded.numbers, created_at = now()`;
}

function bestOfEachIssue(rows: readonly Neighbour[]): readonly Neighbour[] {
  const best = new Map<string, Neighbour>();
  for (const row of rows) if (!best.has(row.issueId)) best.set(row.issueId, row);
  return [...best.values()];
}
