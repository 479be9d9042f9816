import type { Activity } from '@bugsage/core';
import type { Queryable } from '../postgres-client.ts';

/**
 * Gives the next lines of the activity to `plan` and moves the place of the reader named `cursor`, all in the transaction
 * of `sql`: what is planned is planned once. One reader at a time; others get 0. Answers how many lines were taken.
 */
export async function planFromActivity(
  sql: Queryable,
  { cursor: name, limit }: { cursor: string; limit: number },
  plan: (lines: readonly Activity[]) => Promise<void>,
): Promise<number> {
  const [cursor] = await sql<{ seq: number }[]>`
    SELECT seq FROM feed_cursors WHERE name = ${name} FOR UPDATE SKIP LOCKED`;
  if (cursor === undefined) return 0;
  // Only below every transaction that is still open: a line that appears late is not passed over.
  const rows = await sql<(Omit<Activity, 'at'> & { at: Date })[]>`
    SELECT seq, project_id, issue_id, kind, actor, data, at FROM activity
    WHERE seq > ${cursor.seq} AND transaction < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY seq LIMIT ${limit}`;
  const last = rows.at(-1);
  if (last === undefined) return 0;
  await plan(rows.map((row) => ({ ...row, at: row.at.toISOString() })));
  await sql`UPDATE feed_cursors SET seq = ${last.seq} WHERE name = ${name}`;
  return rows.length;
}
