import { BugSageError } from '@bugsage/core';
import type { GroupingStore } from '../../ports/grouping-store.ts';
import type { Scope } from '../../ports/issue-store.ts';
import type { Queryable } from '../postgres-client.ts';
import { appendToLedger } from './ledger.ts';
import { mergedBelow, rootOf } from './merge-tree.ts';
import { lockGrouping } from './project-lock.ts';
import { recountIssues } from './recount-issue.ts';

type Merge = Parameters<GroupingStore['merge']>[1];
type Unmerge = Parameters<GroupingStore['unmerge']>[1];
type TreeRow = { readonly id: string; readonly project_id: number; readonly merged_into: string | null };

/** Puts each issue below `into`; all their fingerprints lead to the root above it. Answers the root, null out of scope. */
export async function mergeIssues(sql: Queryable, scope: Scope, merge: Merge): Promise<string | null> {
  const target = await lockTree(sql, scope, merge.into);
  if (target === null) return null;
  const root = (await rootOf(sql, target.id)) ?? target.id;
  for (const issueId of new Set(merge.issueIds)) {
    const issue = await readNode(sql, scope, issueId);
    if (issue === null) return null;
    // Asking twice is asking once.
    if (issue.merged_into === target.id) continue;
    assertMergeable(issue, target, root);
    await sql`UPDATE issues SET merged_into = ${target.id} WHERE id = ${issue.id}`;
    await sql`UPDATE issue_fingerprints SET issue_id = ${root} WHERE issue_id = ${issue.id}`;
    await appendToLedger(sql, [
      {
        projectId: target.project_id,
        actor: merge.by,
        action: 'merged',
        fromIssue: issue.id,
        toIssue: target.id,
        reason: merge.reason,
      },
    ]);
  }
  await recountIssues(sql, [root]);
  return root;
}

/** Takes an issue, and what is merged into it, out of the tree. Null out of scope. */
export async function unmergeIssue(sql: Queryable, scope: Scope, unmerge: Unmerge): Promise<string | null> {
  const issue = await lockTree(sql, scope, unmerge.issueId);
  if (issue === null) return null;
  if (issue.merged_into === null) throw conflict('not_merged', 'This issue is not merged into another one.');
  const root = (await rootOf(sql, issue.id)) ?? issue.merged_into;
  const taken = [issue.id, ...(await mergedBelow(sql, issue.id)).map(({ id }) => id)];
  await sql`UPDATE issues SET merged_into = NULL WHERE id = ${issue.id}`;
  await sql`UPDATE issue_fingerprints SET issue_id = ${issue.id} WHERE origin_issue_id = ANY(${taken}::uuid[])`;
  await recountIssues(sql, [root, issue.id]);
  await appendToLedger(sql, [
    {
      projectId: issue.project_id,
      actor: unmerge.by,
      action: 'unmerged',
      fromIssue: issue.merged_into,
      toIssue: issue.id,
      reason: unmerge.reason,
    },
  ]);
  return issue.id;
}

/** Reads an issue again under its project's grouping lock; null out of scope. */
export async function lockTree(sql: Queryable, scope: Scope, issueId: string): Promise<TreeRow | null> {
  const seen = await readNode(sql, scope, issueId);
  if (seen === null) return null;
  await lockGrouping(sql, seen.project_id);
  return readNode(sql, scope, issueId);
}

async function readNode(sql: Queryable, scope: Scope, issueId: string): Promise<TreeRow | null> {
  const [row] = await sql<TreeRow[]>`
    SELECT id, project_id, merged_into FROM issues
    WHERE id = ${issueId} AND project_id = ANY(${scope.projectIds}::int[])`;
  return row ?? null;
}

function assertMergeable(issue: TreeRow, target: TreeRow, root: string): void {
  if (issue.project_id !== target.project_id)
    throw conflict('other_project', 'Only issues of one project can be merged.');
  if (issue.id === root) throw conflict('same_issue', 'An issue cannot be merged into itself.');
  if (issue.merged_into !== null)
    throw conflict(
      'already_merged',
      `Issue ${issue.id} is merged into ${issue.merged_into} already. Unmerge it first.`,
    );
}

export function conflict(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code, message });
}
