import { containsPattern, type Issue } from '@bugsage/core';
import type { IssueFilter, IssueStatistics, IssueStore, Scope } from '../ports/issue-store.ts';
import { issueSearch } from './issue-search.ts';
import { rootOf } from './grouping/merge-tree.ts';
import { issueFromRow, type IssueRow } from './issue-row.ts';
import { updateIssue } from './update-issue.ts';
import { guarded, type PendingQuery, type Queryable, type Row, type Sql } from './postgres-client.ts';

export function openPostgresIssueStore(sql: Sql): IssueStore {
  return {
    listIssues: (scope, filter) => guarded('list issues', () => listIssues(sql, scope, filter)),
    pageOfIssues: (scope, filter, { limit, after }) =>
      guarded('page through issues', async () => {
        const rows = await sql<IssueRow[]>`
          SELECT * FROM issues ${issuesWhere(sql, scope, filter)}
          ${after === undefined ? sql`` : sql`AND (project_id, number) > (${after.projectId}, ${after.number})`}
          ORDER BY project_id, number LIMIT ${limit}`;
        return rows.map(issueFromRow);
      }),
    getIssue: (scope, issueId) => guarded('read an issue', () => getIssue(sql, scope, issueId)),
    updateIssue: (scope, issueId, patch, by) =>
      guarded('update an issue', () =>
        sql.begin((transaction) => updateIssue(transaction, scope, issueId, patch, by)),
      ),
    deleteIssue: (scope, issueId, by) =>
      guarded('delete an issue', async () =>
        sql.begin(async (transaction) => {
          await transaction`SELECT set_config('bugsage.actor', ${by}, true)`;
          const rows = await transaction`
            DELETE FROM issues WHERE id = ${issueId} AND project_id = ANY(${scope.projectIds}::int[]) RETURNING id`;
          return rows.length > 0;
        }),
      ),
    fingerprintsOf: (issueId) =>
      guarded('read the grouping ledger', async () => {
        const rows = await sql<{ fingerprint: string }[]>`
          SELECT fingerprint FROM issue_fingerprints WHERE issue_id = ${issueId} ORDER BY created_at, fingerprint`;
        return rows.map((row) => row.fingerprint);
      }),
    issuesOfFingerprints: (keys) =>
      guarded('read the grouping ledger', async () => {
        const rows = await sql<{ project_id: number; fingerprint: string; issue_id: string }[]>`
          SELECT project_id, fingerprint, issue_id FROM issue_fingerprints
          WHERE (project_id, fingerprint) IN (SELECT * FROM unnest(
            ${keys.map((key) => key.project_id)}::int[], ${keys.map((key) => key.fingerprint)}::text[]))`;
        return new Map(rows.map((row) => [`${row.project_id}:${row.fingerprint}`, row.issue_id]));
      }),
    statistics: (scope, days) => guarded('count issues', () => statistics(sql, scope, days)),
  };
}

async function listIssues(
  sql: Sql,
  scope: Scope,
  filter: IssueFilter,
): Promise<{ issues: Issue[]; total: number }> {
  const where = issuesWhere(sql, scope, filter);
  const [rows, [count]] = await Promise.all([
    sql<IssueRow[]>`
      SELECT * FROM issues ${where}
      ORDER BY ${sql(filter.sort ?? 'last_seen')} DESC, id LIMIT ${filter.limit} OFFSET ${filter.skip}`,
    sql<{ total: number }[]>`SELECT count(*) AS total FROM issues ${where}`,
  ]);
  return { issues: rows.map(issueFromRow), total: count?.total ?? 0 };
}

function issuesWhere(sql: Sql, scope: Scope, filter: Omit<IssueFilter, 'skip' | 'limit' | 'sort'>): Fragment {
  return sql`
    WHERE ${ofProjects(sql, scope)} AND merged_into IS NULL AND NOT emptied
    ${filter.project_id === undefined ? sql`` : sql`AND project_id = ${filter.project_id}`}
    ${filter.severity === undefined ? sql`` : sql`AND severity = ${filter.severity}`}
    ${filter.status === undefined ? sql`` : sql`AND status = ${filter.status}`}
    ${filter.source === undefined ? sql`` : sql`AND source = ${filter.source}`}
    ${filter.date_from === undefined ? sql`` : sql`AND last_seen >= ${filter.date_from}::timestamptz`}
    ${filter.date_to === undefined ? sql`` : sql`AND last_seen <= ${filter.date_to}::timestamptz`}
    ${filter.search === undefined ? sql`` : sql`AND concat_ws(' ', title, value, culprit) ILIKE ${containsPattern(filter.search)}`}
    ${issueSearch(sql, filter.terms ?? [])}`;
}

async function getIssue(sql: Queryable, scope: Scope, issueId: string): Promise<Issue | null> {
  const root = await rootOf(sql, issueId);
  const [row] = await sql<IssueRow[]>`
    SELECT * FROM issues WHERE id = ${root} AND project_id = ANY(${scope.projectIds}::int[])`;
  return row === undefined ? null : issueFromRow(row);
}

type Fragment = PendingQuery<Row[]>;

/** What issues are counted by. */
const WORDS = ['status', 'severity', 'source', 'substatus', 'platform', 'project'] as const;

type Totals = {
  readonly status: string | null;
  readonly severity: string | null;
  readonly source: string | null;
  readonly substatus: string | null;
  readonly platform: string | null;
  readonly project: string | null;
  readonly resolved: number;
  readonly total: number;
  readonly events: number;
  readonly users: number;
  readonly fresh: number;
  readonly analyzed: number;
};

async function statistics(sql: Sql, scope: Scope, days: number): Promise<IssueStatistics> {
  const since = sql`now() - make_interval(days => ${days})`;
  // One pass over the issues for everything; the row of all issues has none of the words.
  const sums = sql<Totals[]>`
    SELECT status, severity, source, substatus, platform, project_id::text AS project, count(*) AS total, coalesce(sum(event_count), 0)::bigint AS events,
      coalesce(sum(users_affected), 0)::bigint AS users, count(*) FILTER (WHERE first_seen >= ${since}) AS fresh,
      count(*) FILTER (WHERE resolved_at >= ${since}) AS resolved,
      count(*) FILTER (WHERE analysis_confidence IS NOT NULL) AS analyzed
    FROM issues WHERE ${ofProjects(sql, scope)} AND merged_into IS NULL AND NOT emptied AND last_seen >= ${since}
    GROUP BY GROUPING SETS ((), (status), (severity), (source), (substatus), (platform), (project_id))`;
  const countFixes = async (column: Fragment): Promise<Record<string, number>> => {
    const rows = await sql<{ word: string; count: number }[]>`
      SELECT ${column} AS word, count(*) AS count FROM fixes
      WHERE project_id = ANY(${scope.projectIds}::int[]) AND created_at >= ${since} AND ${column} IS NOT NULL GROUP BY 1`;
    return Object.fromEntries(rows.map((row) => [row.word, row.count]));
  };
  const [rows, fixesByStatus, fixesByVerdict] = await Promise.all([
    sums,
    countFixes(sql`status`),
    countFixes(sql`document->'verification'->>'verdict'`),
  ]);
  const all = rows.find((row) => WORDS.every((word) => row[word] === null));
  const countsBy = (key: (typeof WORDS)[number]): Record<string, number> =>
    Object.fromEntries(rows.flatMap((row) => (row[key] === null ? [] : [[row[key], row.total]])));
  return {
    days,
    total_issues: all?.total ?? 0,
    total_events: all?.events ?? 0,
    users_affected: all?.users ?? 0,
    new_issues: all?.fresh ?? 0,
    resolved_issues: all?.resolved ?? 0,
    by_status: countsBy('status'),
    by_severity: countsBy('severity'),
    by_substatus: countsBy('substatus'),
    by_source: countsBy('source'),
    by_platform: countsBy('platform'),
    by_project: countsBy('project'),
    analyzed_issues: all?.analyzed ?? 0,
    fixes_by_status: fixesByStatus,
    fixes_by_verdict: fixesByVerdict,
  };
}

/** Of one project the index gives the order of a list; of several they have to be sorted. */
function ofProjects(sql: Sql, { projectIds }: Scope): Fragment {
  return projectIds.length === 1
    ? sql`project_id = ${projectIds[0] as number}`
    : sql`project_id = ANY(${projectIds}::int[])`;
}
