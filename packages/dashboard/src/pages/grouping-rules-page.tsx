import { useQuery } from '@tanstack/react-query';
import { groupingRulesQuery } from '../api/grouping-rules.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { RuleEditor } from '../components/rule-editor.tsx';
import { RuleHistory } from '../components/rule-history.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** A project's own rules of grouping: try them on stored events, apply them, go back. */
export function GroupingRulesPage() {
  const { project } = useCurrentProject();
  const query = useQuery(groupingRulesQuery(project.id));
  usePageTitle('Grouping');
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Grouping of {visibleText(project.name)}</h1>
      {query.isPending && <Busy text="Loading the rules…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {query.data !== undefined && (
        <>
          {/* Another version that counts is another text to begin with. */}
          <RuleEditor
            key={`${project.id} ${query.data.current?.id ?? 'none'}`}
            projectId={project.id}
            current={query.data.current}
          />
          <Panel title="Versions">
            <RuleHistory projectId={project.id} current={query.data.current} history={query.data.history} />
          </Panel>
        </>
      )}
    </div>
  );
}
