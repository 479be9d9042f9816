import { randomUUID } from 'node:crypto';
import { INTEGRATION_LIMITS } from '@bugsage/core';
import type { PlannedTask, TaskStore } from '../../ports/integration-store.ts';
import { issueFromRow, type IssueRow } from '../issue-row.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { openWorkList } from '../outgoing/open-work-list.ts';
import { planFromActivity } from '../outgoing/plan-from-activity.ts';
import { linksOfTrees } from './postgres-link-store.ts';

/** Name of the place in the activity up to which tasks are planned. */
const CURSOR = 'integrations';

export function openPostgresTaskStore(sql: Sql): TaskStore {
  return {
    planNext: (plan, limit) =>
      guarded('plan what goes to trackers', () =>
        sql.begin((transaction) => planNext(transaction, plan, limit)),
      ),
    ...openWorkList<PlannedTask>(sql, {
      table: 'integration_tasks',
      columns: sql`id, key, link_id, what, comment_id, attempts`,
      // One task of a link at a time, oldest first: a comment does not overtake the issue it is about.
      isFree: sql`NOT EXISTS (SELECT 1 FROM integration_tasks earlier WHERE earlier.link_id = t.link_id
        AND earlier.status IN ('pending', 'sending') AND (earlier.created_at, earlier.id) < (t.created_at, t.id))`,
      logDays: INTEGRATION_LIMITS.logDays,
    }),
  };
}

function planNext(
  sql: Queryable,
  plan: Parameters<TaskStore['planNext']>[0],
  limit: number,
): Promise<number> {
  return planFromActivity(sql, { cursor: CURSOR, limit }, async (lines) => {
    const issueIds = [...new Set(lines.map((line) => line.issue_id))];
    const links = await linksOfTrees(sql, issueIds, sql`i.enabled`);
    if (links.length === 0) return;
    const rows = await sql<IssueRow[]>`SELECT * FROM issues WHERE id = ANY(${issueIds}::uuid[])`;
    const issues = new Map(rows.map((row) => [row.id, issueFromRow(row)]));
    const planned = plan(lines, issues, links);
    if (planned.length === 0) return;
    const tasks = planned.map((task) => ({ id: randomUUID(), ...task }));
    await sql`INSERT INTO integration_tasks ${sql(tasks)} ON CONFLICT (key) DO NOTHING`;
  });
}
