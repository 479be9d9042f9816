import type { Issue } from '@bugsage/core';
import type { IssueFilter, IssueStore, Scope } from '../ports/issue-store.ts';
import { issueSearch } from './issue-search.ts';
import { ofProjects } from './of-projects.ts';
import { issueStatistics } from './issue-statistics.ts';
import { fewWithWords, hasWords } from './issue-words.ts';
import { rootOf } from './grouping/merge-tree.ts';
import { issueFromRow, type IssueRow } from './issue-row.ts';
import { updateIssue } from './update-issue.ts';
import { uncount } from './postgres-event-counts.ts';
import { guarded, type PendingQuery, type Queryable, type Row, type Sql } from './postgres-client.ts';

export function openPostgresIssueStore(sql: Sql): IssueStore {
  return {
    listIssues: (scope, filter) => guarded('list issues', () => listIssues(sql, scope, filter)),
    pageOfIssues: (scope, filter, { limit, after }) =>
      guarded('page through issues', async () => {
        const few = await fewFound(sql, scope, filter);
        const rows = await sql<IssueRow[]>`
          SELECT * FROM issues ${issuesWhere(sql, scope, filter, few)}
          ${after === undefined ? sql`` : sql`AND (project_id, number) > (${after.projectId}, ${after.number})`}
          ORDER BY project_id, number LIMIT ${limit}`;
        return rows.map(issueFromRow);
      }),
    getIssue: (scope, issueId) => guarded('read an issue', () => getIssue(sql, scope, issueId)),
    updateIssue: (scope, issueId, patch, by) =>
      guarded('update an issue', () =>
        sql.begin((transaction) => updateIssue(transaction, scope, issueId, patch, by)),
      ),
    deleteIssue: (scope, issueId, { by, counted }) =>
      guarded('delete an issue', async () =>
        sql.begin(async (transaction) => {
          await transaction`SELECT set_config('bugsage.actor', ${by}, true)`;
          const [deleted] = await transaction<{ project_id: number }[]>`
            DELETE FROM issues WHERE id = ${issueId} AND project_id = ANY(${scope.projectIds}::int[]) RETURNING project_id`;
          if (deleted === undefined) return false;
          await uncount(transaction, deleted.project_id, counted);
          return true;
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
    statistics: (scope, days) => guarded('count issues', () => issueStatistics(sql, scope, days)),
  };
}

async function listIssues(
  sql: Sql,
  scope: Scope,
  filter: IssueFilter,
): Promise<{ issues: Issue[]; total: number }> {
  const where = issuesWhere(sql, scope, filter, await fewFound(sql, scope, filter));
  const order = sql`${sql(filter.sort ?? 'last_seen')} DESC, id`;
  // The index answers which issues they are; only those of the page are read.
  const [rows, [count]] = await Promise.all([
    sql<IssueRow[]>`
      SELECT issues.* FROM issues JOIN (
        SELECT id FROM issues ${where} ORDER BY ${order} LIMIT ${filter.limit} OFFSET ${filter.skip}
      ) page USING (id) ORDER BY ${order}`,
    sql<{ total: number }[]>`SELECT count(*) AS total FROM issues ${where}`,
  ]);
  return { issues: rows.map(issueFromRow), total: count?.total ?? 0 };
}

type Conditions = Omit<IssueFilter, 'skip' | 'limit' | 'sort'>;

function fewFound(sql: Sql, scope: Scope, filter: Conditions): Promise<readonly string[] | null> {
  return fewWithWords(sql, scope.projectIds, { text: filter.search, terms: filter.terms ?? [] });
}

function issuesWhere(sql: Sql, scope: Scope, filter: Conditions, few: readonly string[] | null): Fragment {
  return sql`
    WHERE ${ofProjects(sql, scope)} AND merged_into IS NULL AND NOT emptied
    ${few === null ? sql`` : sql`AND id = ANY(${few}::uuid[])`}
    ${filter.project_id === undefined ? sql`` : sql`AND project_id = ${filter.project_id}`}
    ${filter.severity === undefined ? sql`` : sql`AND severity = ${filter.severity}`}
    ${filter.status === undefined ? sql`` : sql`AND status = ${filter.status}`}
    ${filter.source === undefined ? sql`` : sql`AND source = ${filter.source}`}
    ${filter.date_from === undefined ? sql`` : sql`AND last_seen >= ${filter.date_from}::timestamptz`}
    ${filter.date_to === undefined ? sql`` : sql`AND last_seen <= ${filter.date_to}::timestamptz`}
    ${filter.search === undefined ? sql`` : sql`AND ${hasWords(sql, filter.search)}`}
    ${issueSearch(sql, filter.terms ?? [])}`;
}

async function getIssue(sql: Queryable, scope: Scope, issueId: string): Promise<Issue | null> {
  const root = await rootOf(sql, issueId);
  const [row] = await sql<IssueRow[]>`
    SELECT * FROM issues WHERE id = ${root} AND project_id = ANY(${scope.projectIds}::int[])`;
  return row === undefined ? null : issueFromRow(row);
}

type Fragment = PendingQuery<Row[]>;
