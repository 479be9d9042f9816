import { Panel } from '../components/panel.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { UnresolvedFiles } from '../components/unresolved-files.tsx';
import { UploadList } from '../components/upload-list.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** What keeps stacks from being shown as source, and what was uploaded. */
export function SourceMapsPage() {
  const { project } = useCurrentProject();
  usePageTitle('Source maps');
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Source maps of {visibleText(project.name)}</h1>
      <Panel title="Not resolved">
        <UnresolvedFiles projectId={project.id} />
      </Panel>
      <Panel title="Uploads">
        <UploadList key={project.id} projectId={project.id} />
      </Panel>
    </div>
  );
}
