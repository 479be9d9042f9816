import type { FixLedgerRow } from '../ports/analysis-store.ts';
import type { Scope } from '../ports/issue-store.ts';
import type { Queryable } from './postgres-client.ts';

/** Rules and models a page shows; there are a few dozen rules. */
const ROWS_MAX = 200;

/** Counted from the fixes themselves, so that it can never disagree with them. */
export async function readFixLedger(sql: Queryable, scope: Scope): Promise<FixLedgerRow[]> {
  return sql<FixLedgerRow[]>`
    WITH told AS (
      SELECT status, document, coalesce(document->'metadata'->>'origin', '') AS origin,
        coalesce(document->'metadata'->>'model', '') AS model, document->'verification'->>'verdict' AS verdict
      FROM fixes WHERE project_id = ANY(${scope.projectIds}::int[])
    ), tried AS (
      SELECT candidate->>'origin' AS origin, count(*)::int AS refuted
      FROM told, jsonb_array_elements(CASE jsonb_typeof(document->'metadata'->'tried')
        WHEN 'array' THEN document->'metadata'->'tried' ELSE '[]'::jsonb END) AS candidate
      WHERE candidate->>'verdict' = 'refuted' GROUP BY 1
    )
    SELECT told.origin, told.model, count(*)::int AS fixes,
      count(*) FILTER (WHERE verdict = 'verified')::int AS verified,
      count(*) FILTER (WHERE verdict = 'plausible')::int AS plausible,
      count(*) FILTER (WHERE verdict = 'refuted')::int AS refuted,
      coalesce(max(tried.refuted), 0)::int AS candidates_refuted,
      count(*) FILTER (WHERE status IN ('applied', 'rolled_back'))::int AS applied,
      count(*) FILTER (WHERE status = 'rolled_back')::int AS rolled_back,
      count(*) FILTER (WHERE document->>'outcome' = 'fixed')::int AS fixed,
      count(*) FILTER (WHERE document->>'outcome' = 'recurred')::int AS recurred
    FROM told LEFT JOIN tried ON tried.origin = told.origin
    WHERE told.origin <> '' GROUP BY told.origin, told.model ORDER BY fixes DESC, told.origin LIMIT ${ROWS_MAX}`;
}
