import type { Issue } from '@bugsage/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { releaseIssuesQuery, type ReleaseIssueKind } from '../api/releases.ts';
import { counted, exactCount } from '../format/number.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { IssueTitle } from './issue-title.tsx';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { StatusBadge } from './status-badge.tsx';

const WORDS: { readonly [Kind in ReleaseIssueKind]: { readonly title: string; readonly none: string } } = {
  new: { title: 'New issues', none: 'No issue was first seen in this release.' },
  regressed: { title: 'Regressed issues', none: 'No issue that came back was last seen in this release.' },
  resolved: { title: 'Resolved in it', none: 'No issue was resolved in this release by name.' },
};

type Properties = {
  readonly of: { readonly projectId: number; readonly version: string };
  readonly kind: ReleaseIssueKind;
};

/** Issues of one kind that have to do with a release, those seen last first. */
export function ReleaseIssues({ of, kind }: Properties) {
  const query = useQuery(releaseIssuesQuery(of, kind));
  const { title, none } = WORDS[kind];
  const { data } = query;
  return (
    <Panel
      title={title}
      aside={data !== undefined && <span className="quiet">{exactCount(data.total)}</span>}
    >
      {query.isPending && <Busy text="Loading issues…" />}
      {query.isError && data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data?.issues.length === 0 && <p className="quiet">{none}</p>}
      {data !== undefined && data.issues.length > 0 && (
        <ul className="release-issues" aria-label={title}>
          {data.issues.map((issue) => (
            <ReleaseIssue key={issue.id} issue={issue} />
          ))}
        </ul>
      )}
      {data !== undefined && data.total > data.issues.length && (
        <p className="quiet">and {exactCount(data.total - data.issues.length)} more</p>
      )}
    </Panel>
  );
}

function ReleaseIssue({ issue }: { readonly issue: Issue }) {
  return (
    <li>
      <SeverityMark severity={issue.severity} />
      <div className="release-issue">
        <Link className="release-issue-link" to={`/issues/${issue.id}`}>
          <IssueTitle issue={issue} />
        </Link>
        <p className="issue-sub">
          <StatusBadge status={issue.status} substatus={issue.substatus} />
          <span className="issue-number">#{issue.number}</span>
          <span>
            {counted(issue.event_count, 'event')}, last <RelativeTime at={issue.last_seen} />
          </span>
        </p>
      </div>
    </li>
  );
}
