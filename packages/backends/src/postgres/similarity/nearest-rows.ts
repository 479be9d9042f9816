import type { Neighbour, SimilarityStore } from '../../ports/similarity-store.ts';
import type { Sql } from '../postgres-client.ts';
import { SIMILARITY_STORE_LIMITS } from './limits.ts';

export type NearestQuery = Parameters<SimilarityStore['nearest']>[0];
/** Fingerprints of other issues, the most similar first; both ways answer the same. */
export type NearestRows = (sql: Sql, query: NearestQuery) => Promise<readonly Neighbour[]>;

const { candidatesMax, comparedMax, scannedMax } = SIMILARITY_STORE_LIMITS;

/** By the index of pgvector. */
export const nearestByIndex: NearestRows = (sql, query) =>
  sql.begin(async (transaction) => {
    await transaction`SELECT set_config('hnsw.iterative_scan', 'strict_order', true),
      set_config('hnsw.ef_search', ${String(candidatesMax)}, true),
      set_config('hnsw.max_scan_tuples', ${String(scannedMax)}, true)`;
    const vector = `[${query.vector.join(',')}]`;
    return transaction<Neighbour[]>`
      SELECT key.issue_id AS "issueId", near.fingerprint, near.event_id AS "eventId", near.similarity FROM (
        SELECT fingerprint, event_id, 1 - (embedding <=> ${vector}::vector) AS similarity FROM fingerprint_vectors
        WHERE project_id = ${query.projectId} AND version = ${query.version} AND embedding IS NOT NULL
          AND fingerprint NOT IN (SELECT fingerprint FROM issue_fingerprints WHERE issue_id = ${query.exceptIssueId})
        ORDER BY embedding <=> ${vector}::vector LIMIT ${candidatesMax}
      ) near JOIN issue_fingerprints key ON key.project_id = ${query.projectId} AND key.fingerprint = near.fingerprint
      WHERE near.similarity >= ${query.similarityMin}
      ORDER BY near.similarity DESC, near.fingerprint`;
  });

/** One by one, of the fingerprints that were seen last. Most places of a vector are 0 and are not looked at. */
export const nearestOneByOne: NearestRows = (sql, query) => {
  const places = query.vector.flatMap((value, index) => (value === 0 ? [] : [index]));
  return sql<Neighbour[]>`
    SELECT key.issue_id AS "issueId", fingerprint, event_id AS "eventId", similarity FROM (
      SELECT project_id, fingerprint, issue_id FROM issue_fingerprints
      WHERE project_id = ${query.projectId} AND issue_id <> ${query.exceptIssueId}
      ORDER BY last_seen DESC NULLS LAST LIMIT ${comparedMax}
    ) key JOIN fingerprint_vectors USING (project_id, fingerprint)
    CROSS JOIN LATERAL (
      SELECT sum(weight * numbers[place]) AS similarity FROM unnest(
        ${places.map((place) => place + 1)}::int[], ${places.map((place) => query.vector[place] ?? 0)}::double precision[]
      ) AS given (place, weight)
    ) AS compared
    WHERE version = ${query.version} AND numbers IS NOT NULL AND similarity >= ${query.similarityMin}
    ORDER BY similarity DESC, fingerprint LIMIT ${candidatesMax}`;
};
