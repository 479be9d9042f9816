import {
  assertTransition,
  BugSageError,
  ISSUE_TRANSITIONS,
  type Issue,
  type Resolution,
} from '@bugsage/core';
import type { IssuePatch, Scope } from '../ports/issue-store.ts';
import { issueFromRow, type IssueRow } from './issue-row.ts';
import type { Queryable } from './postgres-client.ts';
import { newestRelease } from './release-facts.ts';

type Columns = Record<string, unknown>;

/** Changes an issue, and what follows from its new status. The caller gives the transaction. */
export async function updateIssue(
  sql: Queryable,
  scope: Scope,
  issueId: string,
  patch: IssuePatch,
  by: string,
): Promise<Issue | null> {
  const [row] = await sql<IssueRow[]>`
    SELECT * FROM issues WHERE id = ${issueId} AND project_id = ANY(${scope.projectIds}::int[]) FOR UPDATE`;
  if (row === undefined) return null;
  const status = patch.status ?? row.status;
  if (status !== row.status) {
    assertTransition({ machine: 'issue', transitions: ISSUE_TRANSITIONS, from: row.status, to: status });
  }
  checkConditions(patch, status);
  const { resolution: _, ...words } = patch;
  const columns: Columns = {
    ...definedOnly(words),
    ...(await statusColumns(sql, row, { ...patch, status }, by)),
    updated_at: new Date(),
  };
  await sql`SELECT set_config('bugsage.actor', ${by}, true)`;
  const [updated] = await sql<IssueRow[]>`
    UPDATE issues SET ${sql(columns)} WHERE id = ${issueId} RETURNING *`;
  return updated === undefined ? null : issueFromRow(updated);
}

const NOT_RESOLVED: Columns = {
  resolution: null,
  resolved_at: null,
  resolved_by: null,
  resolved_in_release: null,
  resolved_after_release: null,
  resolved_in_commit: null,
};
const NOT_IGNORED: Columns = {
  ignored_until: null,
  ignored_while: null,
  ignored_events: null,
  ignored_users: null,
};

/** What else changes with a status. A state that is left leaves no trace. */
async function statusColumns(
  sql: Queryable,
  row: IssueRow,
  patch: IssuePatch & { readonly status: Issue['status'] },
  by: string,
): Promise<Columns> {
  const isChange = patch.status !== row.status;
  switch (patch.status) {
    case 'resolved': {
      if (!isChange && !changesResolution(patch)) return {};
      const resolved = {
        resolved_at: new Date(),
        resolved_by: by,
        ...(await resolutionColumns(sql, row, patch)),
      };
      return { ...NOT_IGNORED, ...NOT_RESOLVED, ...resolved };
    }
    case 'ignored': {
      if (!isChange && patch.ignored_while === undefined && patch.ignored_until === undefined) return {};
      return {
        ...NOT_RESOLVED,
        ignored_until: patch.ignored_until ?? null,
        ignored_while:
          patch.ignored_while === undefined || patch.ignored_while === null
            ? null
            : sql.json(patch.ignored_while),
        ignored_events: row.event_count,
        ignored_users: row.users_affected,
      };
    }
    case 'detected':
      return isChange ? { ...NOT_RESOLVED, ...NOT_IGNORED, substatus: patch.substatus ?? 'ongoing' } : {};
    default:
      return isChange ? { ...NOT_RESOLVED, ...NOT_IGNORED } : {};
  }
}

function changesResolution(patch: IssuePatch): boolean {
  const { resolution, resolved_in_release, resolved_in_commit } = patch;
  return resolution !== undefined || resolved_in_release !== undefined || resolved_in_commit !== undefined;
}

async function resolutionColumns(sql: Queryable, row: IssueRow, patch: IssuePatch): Promise<Columns> {
  const resolution = resolutionOf(patch);
  switch (resolution) {
    case 'in_release':
      return { resolution, resolved_in_release: required(patch, 'resolved_in_release') };
    case 'in_commit':
      return { resolution, resolved_in_commit: required(patch, 'resolved_in_commit') };
    case 'in_next_release': {
      const newest = await newestRelease(sql, row.project_id);
      if (newest !== null) return { resolution, resolved_after_release: newest };
      throw new BugSageError({
        kind: 'conflict',
        code: 'no_release',
        message: 'The project has no release yet, so there is no next one. Resolve the issue with "now".',
      });
    }
    case 'now':
      return { resolution };
  }
}

function resolutionOf(patch: IssuePatch): Resolution {
  if (patch.resolution !== undefined) return patch.resolution;
  if (typeof patch.resolved_in_release === 'string') return 'in_release';
  return typeof patch.resolved_in_commit === 'string' ? 'in_commit' : 'now';
}

function required(patch: IssuePatch, field: 'resolved_in_release' | 'resolved_in_commit'): string {
  const value = patch[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_resolution',
    message: `This resolution needs ${field}.`,
  });
}

/** Conditions of a state that the issue is not in would be forgotten without a word. */
function checkConditions(patch: IssuePatch, status: Issue['status']): void {
  const wants = (fields: readonly (keyof IssuePatch)[]) =>
    fields.filter((field) => patch[field] !== undefined && patch[field] !== null);
  const misplaced = [
    ...(status === 'resolved' ? [] : wants(['resolution', 'resolved_in_release', 'resolved_in_commit'])),
    ...(status === 'ignored' ? [] : wants(['ignored_until', 'ignored_while'])),
  ];
  if (misplaced.length === 0) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'condition_without_status',
    message: `${misplaced.join(', ')} cannot be set while the issue is ${status}. Send the status with it.`,
  });
}

function definedOnly(patch: Columns): Columns {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
