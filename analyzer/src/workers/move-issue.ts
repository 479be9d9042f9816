import type { IssueStore } from '@bugsage/backends';
import { BugSageError, type IssueStatus } from '@bugsage/core';

/**
 * Shows on the issue what is being done. A person may have resolved or ignored it meanwhile; their word stands, so a
 * forbidden transition is no error here.
 */
export async function moveIssue(
  issues: Pick<IssueStore, 'updateIssue'>,
  reference: { project_id: number; issue_id: string },
  status: IssueStatus,
): Promise<void> {
  try {
    await issues.updateIssue(
      { projectIds: [reference.project_id] },
      reference.issue_id,
      { status },
      'analyzer',
    );
  } catch (error) {
    if (!(error instanceof BugSageError) || error.code !== 'invalid_transition') throw error;
  }
}
