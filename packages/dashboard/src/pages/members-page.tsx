import { useQuery } from '@tanstack/react-query';
import { membersQuery, organizationQuery } from '../api/organization.ts';
import { meQuery } from '../api/profile.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { InvitationPanel } from '../components/invitation-panel.tsx';
import { MemberTable } from '../components/member-table.tsx';
import { Panel } from '../components/panel.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

export function MembersPage() {
  const { organization_id: organizationId } = useCurrentProject().project;
  const organization = useQuery(organizationQuery(organizationId));
  const members = useQuery(membersQuery(organizationId));
  const me = useQuery(meQuery()).data;
  usePageTitle('Members');
  const ownRole = me?.organizations.find((row) => row.organization_id === organizationId)?.role ?? 'viewer';
  return (
    <div className="settings">
      <SettingsNav />
      <h1>
        {organization.data === undefined ? 'Members' : `Members of ${visibleText(organization.data.name)}`}
      </h1>
      {members.isPending && <Busy text="Loading members…" />}
      {members.isError && members.data === undefined && <Failure error={members.error} />}
      {members.data !== undefined && me !== undefined && (
        <Panel title="Members" aside={<span className="quiet">{members.data.length}</span>}>
          <MemberTable
            organizationId={organizationId}
            members={members.data}
            ownRole={ownRole}
            ownId={me.id}
          />
        </Panel>
      )}
      {(ownRole === 'admin' || ownRole === 'owner') && (
        <InvitationPanel organizationId={organizationId} ownRole={ownRole} />
      )}
    </div>
  );
}
