import { useQuery } from '@tanstack/react-query';
import { integrationsQuery } from '../api/integrations.ts';
import { meQuery } from '../api/profile.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { IntegrationForm } from '../components/integration-form.tsx';
import { IntegrationTable } from '../components/integration-table.tsx';
import { Panel } from '../components/panel.tsx';
import { ReceivedPanel } from '../components/received-panel.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** Connections of the project to other services, and what they sent. */
export function IntegrationsPage() {
  const { project } = useCurrentProject();
  const query = useQuery(integrationsQuery(project.id));
  const me = useQuery(meQuery()).data;
  usePageTitle('Integrations');
  const role = me?.organizations.find((row) => row.organization_id === project.organization_id)?.role;
  const isAdmin = role === 'admin' || role === 'owner';
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Integrations of {visibleText(project.name)}</h1>
      {query.isPending && <Busy text="Loading integrations…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {query.data !== undefined && (
        <Panel title="Connected" aside={<span className="quiet">{query.data.length}</span>}>
          <IntegrationTable integrations={query.data} isAdmin={isAdmin} />
        </Panel>
      )}
      {isAdmin && (
        <Panel title="Connect a service">
          <IntegrationForm key={project.id} projectId={project.id} />
        </Panel>
      )}
      <ReceivedPanel projectId={project.id} isMember={role !== undefined && role !== 'viewer'} />
    </div>
  );
}
