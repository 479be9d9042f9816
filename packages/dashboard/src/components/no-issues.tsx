import { useQuery } from '@tanstack/react-query';
import type { IssueFilter } from '../api/issue-list.ts';
import { projectQuery } from '../api/projects.ts';
import { BrandMark } from './brand-mark.tsx';
import { ConnectApp } from './connect-app.tsx';

type Properties = {
  readonly filter: IssueFilter;
  /** False when the project has never had an issue. */
  readonly hasIssues: boolean;
  readonly onClear: () => void;
};

export function NoIssues({ filter, hasIssues, onClear }: Properties) {
  const project = useQuery({ ...projectQuery(filter.projectId), enabled: !hasIssues });
  if (hasIssues) {
    const filtered = filter.search !== '' || filter.query !== '' || filter.severity !== null;
    return (
      <div className="empty">
        <h2>{filtered ? 'Nothing matches' : `No ${filter.tab === 'all' ? '' : filter.tab} issues`}</h2>
        <p>{filtered ? 'No issue fits the search and filters.' : 'Enjoy the quiet.'}</p>
        {filtered && (
          <button type="button" className="button" onClick={onClear}>
            Clear search and filters
          </button>
        )}
      </div>
    );
  }
  return (
    <div className="empty empty-first">
      <BrandMark size={40} />
      <h2>Waiting for the first error</h2>
      <p>Nothing has arrived for this project yet. Point an app at it:</p>
      {project.data?.dsn != null && <ConnectApp dsn={project.data.dsn} />}
    </div>
  );
}
