import { useQuery } from '@tanstack/react-query';
import { projectQuery } from '../api/projects.ts';
import { Busy } from '../components/busy.tsx';
import { ConnectApp } from '../components/connect-app.tsx';
import { Failure } from '../components/failure.tsx';
import { ModelGatesForm } from '../components/model-gates-form.tsx';
import { Panel } from '../components/panel.tsx';
import { RepositoryForm } from '../components/repository-form.tsx';
import { RetentionForm } from '../components/retention-form.tsx';
import { TokenForm } from '../components/token-form.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

export function SettingsPage() {
  const { project } = useCurrentProject();
  const query = useQuery(projectQuery(project.id));
  usePageTitle('Settings');
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Settings of {visibleText(project.name)}</h1>
      {query.isPending && <Busy text="Loading the project…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {query.data !== undefined && (
        <>
          <Panel title="Repository">
            <RepositoryForm key={project.id} project={query.data} />
          </Panel>
          <Panel title="Token of the code host">
            <TokenForm key={project.id} projectId={project.id} />
          </Panel>
          <Panel title="Models and fixes">
            <ModelGatesForm key={project.id} project={query.data} />
          </Panel>
          <Panel title="What is kept">
            <RetentionForm key={project.id} project={query.data} />
          </Panel>
          <Panel title="Connect an app">
            {query.data.dsn === null ? (
              <p className="quiet">All ingest keys of this project are disabled.</p>
            ) : (
              <ConnectApp dsn={query.data.dsn} />
            )}
          </Panel>
        </>
      )}
    </div>
  );
}
