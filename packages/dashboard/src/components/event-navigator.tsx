import { useInfiniteQuery } from '@tanstack/react-query';
import type { NormalizedEvent } from '@bugsage/core';
import { useSearchParams } from 'react-router';
import { eventsQuery } from '../api/events.ts';
import { useShortcuts } from '../state/shortcuts.ts';
import { Icon } from './icon.tsx';
import { RelativeTime } from './relative-time.tsx';

type Properties = { readonly issueId: string; readonly event: NormalizedEvent };

/** Which event is shown below, and the way to the next older and newer one. */
export function EventNavigator({ issueId, event }: Properties) {
  const query = useInfiniteQuery(eventsQuery(issueId));
  const [, setParameters] = useSearchParams();
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const at = events.findIndex((candidate) => candidate.event_id === event.event_id);
  const older = at === -1 ? undefined : events[at + 1];
  const newer = at > 0 ? events[at - 1] : undefined;
  const open = (eventId: string | undefined) => {
    if (eventId !== undefined) setParameters({ event: eventId }, { preventScrollReset: true });
  };
  useShortcuts({ j: () => open(older?.event_id), k: () => open(newer?.event_id) });

  return (
    <nav className="event-navigator" aria-label="Events">
      <h2 className="event-heading">
        Event <code>{event.event_id.slice(0, 8)}</code>
      </h2>
      <span className="quiet">
        <RelativeTime at={event.occurred_at} />
      </span>
      <div className="event-buttons">
        <button
          type="button"
          className="button button-small"
          disabled={newer === undefined}
          aria-keyshortcuts="k"
          onClick={() => open(newer?.event_id)}
        >
          <Icon name="back" />
          Newer
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={older === undefined}
          aria-keyshortcuts="j"
          onClick={() => open(older?.event_id)}
        >
          Older
          <Icon name="chevron" />
        </button>
      </div>
    </nav>
  );
}
