import { containsPattern, type SearchTerm } from '@bugsage/core';
import type { PendingQuery, Queryable, Row, Sql } from './postgres-client.ts';

type Fragment = PendingQuery<Row[]>;

/** Hits up to which a search begins with them; of a word that is in more issues, the order of the list finds a page sooner. */
const FEW_MAX = 5_000;

/** Whether the row of `issues` has the text in title, value or culprit; case does not matter. */
export function hasWords(sql: Queryable, text: string): Fragment {
  // A row is looked up for each issue that is looked at: a join would be planned for a word of unknown frequency.
  return sql`(SELECT text FROM issue_texts WHERE issue_id = issues.id) LIKE lower(${containsPattern(text)})`;
}

/**
 * The issues that have all the words that must be there, found by the index over them; null when no word must be there, or
 * when they are more than a few. A narrowing only: what `hasWords` says of each issue still counts.
 */
export async function fewWithWords(
  sql: Sql,
  projectIds: readonly number[],
  search: { readonly text: string | undefined; readonly terms: readonly SearchTerm[] },
): Promise<readonly string[] | null> {
  const wanted = search.terms.flatMap((term) => (term.kind === 'text' && !term.negated ? [term.text] : []));
  if (search.text !== undefined) wanted.push(search.text);
  if (wanted.length === 0) return null;
  const all = wanted.reduce<Fragment>(
    (before, text) => sql`${before} AND text LIKE lower(${containsPattern(text)})`,
    sql``,
  );
  const rows = await sql<{ issue_id: string }[]>`
    SELECT issue_id FROM issue_texts WHERE project_id = ANY(${projectIds}::int[]) ${all} LIMIT ${FEW_MAX + 1}`;
  return rows.length > FEW_MAX ? null : rows.map((row) => row.issue_id);
}
