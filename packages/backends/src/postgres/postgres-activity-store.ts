import type { Activity } from '@bugsage/core';
import type { ActivityStore } from '../ports/activity-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

type ActivityRow = Omit<Activity, 'at'> & { readonly at: Date };

export function openPostgresActivityStore(sql: Sql): ActivityStore {
  const columns = sql`seq, project_id, issue_id, kind, actor, data, at`;
  // Rows of transactions that began before any that still runs: nothing can appear below them any more.
  const isSettled = sql`transaction < pg_snapshot_xmin(pg_current_snapshot())`;
  return {
    ofIssue: (issueId, { before, limit }) =>
      guarded('read the history of an issue', async () => {
        const rows = await sql<ActivityRow[]>`
          SELECT ${columns} FROM activity WHERE issue_id = ${issueId}
          ${before === undefined ? sql`` : sql`AND seq < ${before}`} ORDER BY seq DESC LIMIT ${limit}`;
        return rows.map(activityFromRow);
      }),
    after: (scope, seq, limit) =>
      guarded('read what happened', async () => {
        const rows = await sql<ActivityRow[]>`
          SELECT ${columns} FROM activity WHERE seq > ${seq} AND ${isSettled}
          ${scope === null ? sql`` : sql`AND project_id = ANY(${scope.projectIds}::int[])`}
          ORDER BY seq LIMIT ${limit}`;
        return rows.map(activityFromRow);
      }),
    newestSeq: () =>
      guarded('read what happened', async () => {
        const [row] = await sql<{ seq: number }[]>`
          SELECT seq FROM activity WHERE ${isSettled} ORDER BY seq DESC LIMIT 1`;
        return row?.seq ?? 0;
      }),
  };
}

function activityFromRow(row: ActivityRow): Activity {
  return { ...row, at: row.at.toISOString() };
}
