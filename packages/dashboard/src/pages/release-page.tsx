import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { releaseQuery } from '../api/releases.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Icon } from '../components/icon.tsx';
import { ReleaseCommits } from '../components/release-commits.tsx';
import { ReleaseDetails } from '../components/release-details.tsx';
import { ReleaseHealthPanel } from '../components/release-health-panel.tsx';
import { ReleaseIssues } from '../components/release-issues.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** One release: how its sessions fare, what it broke, and what is in it. */
export function ReleasePage() {
  const { project } = useCurrentProject();
  const [parameters] = useSearchParams();
  const version = parameters.get('version') ?? '';
  const of = { projectId: project.id, version };
  // A browser takes these two out of the address of a request, which then means something else.
  const isAskable = version !== '' && version !== '.' && version !== '..';
  const query = useQuery({ ...releaseQuery(of), enabled: isAskable });
  usePageTitle(version === '' ? 'Release' : `Release ${version}`);
  const release = query.data;
  return (
    <>
      <header className="issue-header">
        <p className="crumbs">
          <Link className="crumb" to="/releases">
            <Icon name="back" />
            Releases
          </Link>
        </p>
        <h1 className="release-title">{version === '' ? 'No release' : visibleText(version)}</h1>
      </header>
      {!isAskable && <p className="quiet">There is no page of a release at this address.</p>}
      {isAskable && query.isPending && <Busy text="Loading the release…" />}
      {query.isError && release === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {release !== undefined && (
        <div className="issue-layout">
          <div className="issue-column">
            <ReleaseHealthPanel of={of} />
            <ReleaseIssues of={of} kind="new" />
            <ReleaseIssues of={of} kind="regressed" />
            <ReleaseIssues of={of} kind="resolved" />
          </div>
          <aside className="issue-side" aria-label="About this release">
            <ReleaseDetails release={release} />
            <ReleaseCommits key={version} commits={release.commits} />
          </aside>
        </div>
      )}
    </>
  );
}
