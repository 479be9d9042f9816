import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { eventsQuery } from '../api/events.ts';
import { visibleText } from '../format/visible-text.ts';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { ScrollArea } from './scroll-area.tsx';

type Properties = { readonly issueId: string; readonly currentEventId: string | undefined };

/** Events of the issue, newest first; each opens in the page. */
export function EventsPanel({ issueId, currentEventId }: Properties) {
  const query = useInfiniteQuery(eventsQuery(issueId));
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Panel title="Events" aside={<span className="quiet">newest first</span>}>
      <ScrollArea className="event-list" label="Events, newest first">
        <ol>
          {events.map((event) => (
            <li key={event.event_id}>
              <Link
                className="event-link"
                to={`?event=${event.event_id}`}
                aria-current={event.event_id === currentEventId ? 'true' : undefined}
                preventScrollReset
              >
                <RelativeTime at={event.occurred_at} />
                <span className="event-facts">
                  {visibleText(
                    [event.environment, event.release, event.user]
                      .filter((fact) => fact !== null)
                      .join(' · '),
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </ScrollArea>
      {query.hasNextPage && (
        <button
          type="button"
          className="button button-small"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older events
        </button>
      )}
    </Panel>
  );
}
