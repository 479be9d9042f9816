import { randomUUID } from 'node:crypto';
import { INTEGRATION_LIMITS, type Activity } from '@bugsage/core';
import type { DueTask, TaskStore } from '../../ports/integration-store.ts';
import { issueFromRow, type IssueRow } from '../issue-row.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { linksOfTrees } from './postgres-link-store.ts';

/** Name of the place in the activity up to which tasks are planned. */
const CURSOR = 'integrations';

export function openPostgresTaskStore(sql: Sql): TaskStore {
  return {
    planNext: (plan, limit) =>
      guarded('plan what goes to trackers', () =>
        sql.begin((transaction) => planNext(transaction, plan, limit)),
      ),
    claim: (limit, leaseMs) =>
      guarded('take tasks', async () => {
        // One task of a link at a time, oldest first: a comment does not overtake the issue it is about.
        const rows = await sql<DueTask[]>`
          UPDATE integration_tasks SET attempts = attempts + 1,
            next_attempt_at = now() + make_interval(secs => ${leaseMs / 1_000})
          WHERE id IN (SELECT id FROM integration_tasks t WHERE status = 'pending' AND next_attempt_at <= now()
            AND NOT EXISTS (SELECT 1 FROM integration_tasks earlier WHERE earlier.link_id = t.link_id
              AND earlier.status = 'pending' AND (earlier.created_at, earlier.id) < (t.created_at, t.id))
            ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          RETURNING id, key, link_id, what, comment_id, attempts`;
        return [...rows];
      }),
    settle: (taskId, result) =>
      guarded('note what became of a task', async () => {
        if (result.status === 'done') {
          await sql`UPDATE integration_tasks SET status = 'done', done_at = now(), next_attempt_at = NULL, error = NULL
            WHERE id = ${taskId}`;
          return;
        }
        const at = result.status === 'retry' ? new Date(result.at) : null;
        await sql`UPDATE integration_tasks SET status = ${result.status === 'retry' ? 'pending' : 'failed'},
          next_attempt_at = ${at}, error = ${result.error} WHERE id = ${taskId}`;
      }),
    prune: () =>
      guarded('forget old tasks', async () => {
        const rows = await sql`
          DELETE FROM integration_tasks WHERE status <> 'pending'
            AND created_at < now() - make_interval(days => ${INTEGRATION_LIMITS.logDays}) RETURNING id`;
        return rows.length;
      }),
  };
}

async function planNext(
  sql: Queryable,
  plan: Parameters<TaskStore['planNext']>[0],
  limit: number,
): Promise<number> {
  const [cursor] = await sql<{ seq: number }[]>`
    SELECT seq FROM feed_cursors WHERE name = ${CURSOR} FOR UPDATE SKIP LOCKED`;
  if (cursor === undefined) return 0;
  const rows = await sql<(Omit<Activity, 'at'> & { at: Date })[]>`
    SELECT seq, project_id, issue_id, kind, actor, data, at FROM activity
    WHERE seq > ${cursor.seq} AND transaction < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY seq LIMIT ${limit}`;
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const issueIds = [...new Set(rows.map((row) => row.issue_id))];
  const links = await linksOfTrees(sql, issueIds, sql`i.enabled`);
  if (links.length > 0) {
    const issues = await sql<IssueRow[]>`SELECT * FROM issues WHERE id = ANY(${issueIds}::uuid[])`;
    const planned = plan(
      rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      new Map(issues.map((row) => [row.id, issueFromRow(row)])),
      links,
    );
    if (planned.length > 0) {
      const tasks = planned.map((task) => ({ id: randomUUID(), ...task }));
      await sql`INSERT INTO integration_tasks ${sql(tasks)} ON CONFLICT (key) DO NOTHING`;
    }
  }
  await sql`UPDATE feed_cursors SET seq = ${last.seq} WHERE name = ${CURSOR}`;
  return rows.length;
}
