import type { MergedIssue } from '../../ports/grouping-store.ts';
import type { Queryable } from '../postgres-client.ts';

/** Merges of merges people make by hand stay far below; a broken tree must not loop. */
const DEPTH_MAX = 1_000;

/** The issue an id leads to: itself, or the one it was merged into, however often. Null for an unknown id. */
export async function rootOf(sql: Queryable, issueId: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    WITH RECURSIVE above AS (
      SELECT id, merged_into, 0 AS depth FROM issues WHERE id = ${issueId}
      UNION ALL
      SELECT issues.id, issues.merged_into, depth + 1 FROM above JOIN issues ON issues.id = above.merged_into
      WHERE depth < ${DEPTH_MAX}
    ) SELECT id FROM above WHERE merged_into IS NULL`;
  return row?.id ?? null;
}

/** All issues merged into this one, and into those. */
export async function mergedBelow(sql: Queryable, issueId: string): Promise<MergedIssue[]> {
  return sql<MergedIssue[]>`
    WITH RECURSIVE below AS (
      SELECT id, number, title, merged_into, 0 AS depth FROM issues WHERE merged_into = ${issueId}
      UNION ALL
      SELECT issues.id, issues.number, issues.title, issues.merged_into, depth + 1
      FROM below JOIN issues ON issues.merged_into = below.id WHERE depth < ${DEPTH_MAX}
    ) SELECT id, number, title, merged_into FROM below ORDER BY number`;
}
