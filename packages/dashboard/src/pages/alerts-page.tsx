import { useQuery } from '@tanstack/react-query';
import { channelsQuery, rulesQuery } from '../api/alerts.ts';
import { meQuery } from '../api/profile.ts';
import { AlertRules } from '../components/alert-rules.tsx';
import { Busy } from '../components/busy.tsx';
import { ChannelForm } from '../components/channel-form.tsx';
import { ChannelTable } from '../components/channel-table.tsx';
import { DeliveryPanel } from '../components/delivery-panel.tsx';
import { DropsPanel } from '../components/drops-panel.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** What is worth a message, where messages go, which there were, and what was never stored. */
export function AlertsPage() {
  const { project } = useCurrentProject();
  const rules = useQuery(rulesQuery(project.id));
  const channels = useQuery(channelsQuery(project.id));
  const me = useQuery(meQuery()).data;
  usePageTitle('Alerts');
  const role = me?.organizations.find((row) => row.organization_id === project.organization_id)?.role;
  const isAdmin = role === 'admin' || role === 'owner';
  const isMember = role !== undefined && role !== 'viewer';
  const failed = [rules, channels].find((query) => query.isError && query.data === undefined);
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Alerts of {visibleText(project.name)}</h1>
      {failed !== undefined && <Failure error={failed.error} />}
      {(rules.isPending || channels.isPending) && <Busy text="Loading alerts…" />}
      {rules.data !== undefined && channels.data !== undefined && (
        <>
          <AlertRules
            key={project.id}
            projectId={project.id}
            rules={rules.data}
            channels={channels.data}
            isMember={isMember}
          />
          <Panel title="Channels" aside={<span className="quiet">{channels.data.length}</span>}>
            <ChannelTable channels={channels.data} isAdmin={isAdmin} />
          </Panel>
          {isAdmin && (
            <Panel title="Add a channel">
              <ChannelForm key={project.id} projectId={project.id} />
            </Panel>
          )}
          <DeliveryPanel projectId={project.id} channels={channels.data} isMember={isMember} />
        </>
      )}
      <DropsPanel projectId={project.id} />
    </div>
  );
}
