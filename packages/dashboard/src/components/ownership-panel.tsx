import type { Issue } from '@bugsage/core';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/organization.ts';
import { meQuery } from '../api/profile.ts';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { useAssignIssue } from '../state/issue-changes.ts';
import { OwnerList } from './owner-list.tsx';
import { Panel } from './panel.tsx';
import { SuspectCommits } from './suspect-commits.tsx';

/** Who has the issue, who owns its code, and whose commits it may come from; each can have it with one press. */
export function OwnershipPanel({ issue }: { readonly issue: Issue }) {
  const { all } = useCurrentProject();
  const organizationId = all.find(({ id }) => id === issue.project_id)?.organization_id;
  const me = useQuery(meQuery()).data?.email;
  const members = useQuery({
    ...membersQuery(organizationId ?? 0),
    enabled: organizationId !== undefined,
  }).data;
  const assign = useAssignIssue(issue);
  const giving = { assignee: issue.assignee, isBusy: assign.isPending, assign: assign.mutate };
  return (
    <Panel title="Owners and suspect commits" className="ownership">
      <p className="owner-row">
        <span className="owner-name">
          {issue.assignee === null ? 'Nobody is assigned.' : visibleText(issue.assignee)}
        </span>
        {issue.assignee === null ? (
          me !== undefined && (
            <button
              type="button"
              className="button button-small"
              disabled={assign.isPending}
              onClick={() => assign.mutate(me)}
            >
              Assign to me
            </button>
          )
        ) : (
          <button
            type="button"
            className="button button-small"
            disabled={assign.isPending}
            onClick={() => assign.mutate(null)}
          >
            Unassign
          </button>
        )}
      </p>
      <OwnerList issueId={issue.id} giving={giving} />
      <SuspectCommits issueId={issue.id} giving={giving} members={members ?? []} />
    </Panel>
  );
}
