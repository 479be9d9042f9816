import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { eventQuery } from '../api/events.ts';
import { issueQuery } from '../api/issues.ts';
import { AnalysisPanel } from '../components/analysis-panel.tsx';
import { Busy } from '../components/busy.tsx';
import { EventSection } from '../components/event-section.tsx';
import { EventsOverTime } from '../components/events-over-time.tsx';
import { EventsPanel } from '../components/events-panel.tsx';
import { Failure } from '../components/failure.tsx';
import { FixPanel } from '../components/fix-panel.tsx';
import { IssueDetails } from '../components/issue-details.tsx';
import { IssueHeader } from '../components/issue-header.tsx';
import { IssueNumbers } from '../components/issue-numbers.tsx';
import { LinkPanel } from '../components/link-panel.tsx';
import { MergePanel } from '../components/merge-panel.tsx';
import { OwnershipPanel } from '../components/ownership-panel.tsx';
import { TagsPanel } from '../components/tags-panel.tsx';
import { usePageTitle } from '../state/page-title.ts';

export function IssuePage() {
  const { issueId = '' } = useParams();
  const [parameters] = useSearchParams();
  const eventId = parameters.get('event') ?? 'latest';
  const query = useQuery(issueQuery(issueId));
  const shownEvent = useQuery(eventQuery(issueId, eventId)).data?.event;
  const issue = query.data;
  usePageTitle(issue === undefined ? 'Issue' : `#${issue.number} ${issue.title}`);

  if (issue === undefined) {
    if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
    return <Busy text="Loading the issue…" />;
  }
  return (
    <>
      <IssueHeader issue={issue} />
      <div className="issue-layout">
        <div className="issue-column">
          <AnalysisPanel issue={issue} />
          <FixPanel issue={issue} />
          <EventSection issueId={issue.id} eventId={eventId} />
        </div>
        <aside className="issue-side" aria-label="About this issue">
          <IssueNumbers issue={issue} />
          <EventsOverTime issueId={issue.id} />
          <OwnershipPanel issue={issue} />
          <TagsPanel issueId={issue.id} />
          <IssueDetails issue={issue} />
          <LinkPanel issue={issue} />
          <MergePanel issueId={issue.id} />
          <EventsPanel issueId={issue.id} currentEventId={shownEvent?.event_id} />
        </aside>
      </div>
    </>
  );
}
