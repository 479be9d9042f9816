import { useQuery } from '@tanstack/react-query';
import { issueCountsQuery, issuesQuery } from '../api/issue-list.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { IssueFilters } from '../components/issue-filters.tsx';
import { IssueList } from '../components/issue-list.tsx';
import { NoIssues } from '../components/no-issues.tsx';
import { Pagination } from '../components/pagination.tsx';
import { SavedViews } from '../components/saved-views.tsx';
import { StatisticsStrip } from '../components/statistics-strip.tsx';
import { StatusTabs } from '../components/status-tabs.tsx';
import { useCurrentProject } from '../state/current-project.ts';
import { useIssueFilter } from '../state/issue-filter.ts';
import { usePageTitle } from '../state/page-title.ts';

export function IssuesPage() {
  const { project } = useCurrentProject();
  const { filter, change } = useIssueFilter(project.id);
  const issues = useQuery(issuesQuery(filter));
  const counts = useQuery(issueCountsQuery(project.id)).data ?? null;
  usePageTitle('Issues');

  const isEmptyProject = counts?.all === 0 && issues.data?.total === 0;
  return (
    <>
      <h1 className="hidden-visually">Issues</h1>
      <StatisticsStrip projectId={project.id} openIssues={counts?.open} />
      <section className="panel" aria-label="Issues">
        <div className="list-bar">
          <StatusTabs current={filter.tab} counts={counts} />
          <IssueFilters filter={filter} onChange={change} />
        </div>
        <SavedViews filter={filter} onChange={change} />
        {issues.isPending && <Busy text="Loading issues…" />}
        {issues.isError && issues.data === undefined && (
          <Failure error={issues.error} onRetry={() => void issues.refetch()} />
        )}
        {issues.data !== undefined &&
          (issues.data.issues.length === 0 ? (
            <NoIssues
              filter={filter}
              hasIssues={!isEmptyProject}
              onClear={() => change({ search: null, query: null, severity: null })}
            />
          ) : (
            <IssueList issues={issues.data.issues} listKey={JSON.stringify(filter)} />
          ))}
      </section>
      {issues.data !== undefined && (
        <Pagination
          page={issues.data}
          shown={issues.data.issues.length}
          onPage={(page) => change({ page: String(page) })}
        />
      )}
    </>
  );
}
