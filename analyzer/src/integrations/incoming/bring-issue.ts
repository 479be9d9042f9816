import type { IssuePatch } from '@bugsage/backends';
import { BugSageError, ISSUE_TRANSITIONS, type Issue, type MappedStatus } from '@bugsage/core';
import type { IntegrationParts } from '../integration-parts.ts';

/**
 * Brings an issue to what the other side says. Where it is already, or where it is just as open, nothing happens: that
 * ends every echo. Answers whether it moved.
 */
export async function bringIssue(
  { issues }: Pick<IntegrationParts, 'issues'>,
  issue: Issue,
  to: MappedStatus,
  given: { readonly by: string; readonly patch?: IssuePatch },
): Promise<boolean> {
  if (issue.status === to || (to === 'detected' && !isOver(issue.status))) return false;
  const scope = { projectIds: [issue.project_id] };
  const move = (status: MappedStatus, patch: IssuePatch = {}) =>
    issues.updateIssue(scope, issue.id, { ...patch, status }, given.by);
  try {
    const isDirect = ISSUE_TRANSITIONS[issue.status].includes(to);
    if (!isDirect) await move('detected');
    await move(to, given.patch);
    return true;
  } catch (error) {
    // Somebody moved it between our look and our word: the next webhook of the other side, or theirs, decides.
    if (error instanceof BugSageError && error.code === 'invalid_transition') return false;
    throw error;
  }
}

function isOver(status: Issue['status']): boolean {
  return status === 'resolved' || status === 'ignored';
}
