import { useQuery } from '@tanstack/react-query';
import { eventQuery } from '../api/events.ts';
import { BreadcrumbsPanel } from './breadcrumbs-panel.tsx';
import { Busy } from './busy.tsx';
import { EventContexts } from './event-contexts.tsx';
import { EventNavigator } from './event-navigator.tsx';
import { Failure } from './failure.tsx';
import { GroupingPanel } from './grouping-panel.tsx';
import { StackPanel } from './stack-panel.tsx';

/** One event of the issue: `latest` or an id from the address. */
export function EventSection({ issueId, eventId }: { readonly issueId: string; readonly eventId: string }) {
  const query = useQuery(eventQuery(issueId, eventId));
  if (query.isPending) return <Busy text="Loading the event…" />;
  if (query.data === undefined) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === null) return <p className="panel quiet">This event is not there any more.</p>;
  const { event, grouping } = query.data;
  return (
    <>
      <EventNavigator issueId={issueId} event={event} />
      <StackPanel key={event.event_id} exceptions={event.exceptions} />
      <BreadcrumbsPanel breadcrumbs={event.breadcrumbs} occurredAt={event.occurred_at} />
      <EventContexts event={event} />
      <GroupingPanel grouping={grouping} />
    </>
  );
}
