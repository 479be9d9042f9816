import type { Issue } from '@bugsage/core';
import type { GroupingStore, IssueFingerprint, IssueGrouping } from '../../ports/grouping-store.ts';
import { issueFromRow, type IssueRow } from '../issue-row.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { readLedgerOf } from './ledger.ts';
import { mergeIssues, unmergeIssue } from './merge-issues.ts';
import { mergedBelow } from './merge-tree.ts';
import { splitIssue } from './split-issue.ts';

export function openPostgresGroupingStore(sql: Sql): GroupingStore {
  const change = (action: string, run: (transaction: Queryable) => Promise<string | null>) =>
    guarded(action, () =>
      sql.begin(async (transaction) => {
        const issueId = await run(transaction);
        return issueId === null ? null : readIssue(transaction, issueId);
      }),
    );
  return {
    merge: (scope, merge) => change('merge issues', (transaction) => mergeIssues(transaction, scope, merge)),
    unmerge: (scope, unmerge) =>
      change('unmerge an issue', (transaction) => unmergeIssue(transaction, scope, unmerge)),
    split: (scope, split) => change('split an issue', (transaction) => splitIssue(transaction, scope, split)),
    describe: (issueId, historyMax) =>
      guarded('read the grouping ledger', () => describe(sql, issueId, historyMax)),
  };
}

async function readIssue(sql: Queryable, issueId: string): Promise<Issue | null> {
  const [row] = await sql<IssueRow[]>`SELECT * FROM issues WHERE id = ${issueId}`;
  return row === undefined ? null : issueFromRow(row);
}

type FingerprintRow = Omit<IssueFingerprint, 'first_seen' | 'last_seen'> & {
  readonly first_seen: Date | null;
  readonly last_seen: Date | null;
};

async function describe(sql: Sql, issueId: string, historyMax: number): Promise<IssueGrouping> {
  const merged = await mergedBelow(sql, issueId);
  const rows = await sql<FingerprintRow[]>`
    SELECT fingerprint, version, title, culprit, event_count, first_seen, last_seen, origin_issue_id
    FROM issue_fingerprints WHERE issue_id = ${issueId} ORDER BY event_count DESC, created_at, fingerprint`;
  return {
    fingerprints: rows.map((row) => ({
      ...row,
      first_seen: row.first_seen?.toISOString() ?? null,
      last_seen: row.last_seen?.toISOString() ?? null,
    })),
    merged,
    history: await readLedgerOf(sql, [issueId, ...merged.map(({ id }) => id)], historyMax),
  };
}
