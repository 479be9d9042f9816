import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { EVENTS_PER_PAGE, REFRESH_MS } from '../limits.ts';
import { request, requestOptional } from './request.ts';
import type { EventDetail, EventPage } from './responses.ts';

/** Newest first; each page begins before the last event of the one before. */
export function eventsQuery(issueId: string) {
  return infiniteQueryOptions({
    queryKey: ['issues', issueId, 'events'],
    queryFn: ({ signal, pageParam }) =>
      request<EventPage>(`issues/${issueId}/events`, {
        signal,
        query: { limit: EVENTS_PER_PAGE, before: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_before,
    refetchInterval: REFRESH_MS.events,
  });
}

/** One event of an issue; null when retention has removed it. */
export function eventQuery(issueId: string, eventId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'events', eventId],
    queryFn: ({ signal }) =>
      requestOptional<EventDetail>(`issues/${issueId}/events/${encodeURIComponent(eventId)}`, { signal }),
    // An event never changes once it is stored; only the newest one is replaced.
    staleTime: eventId === 'latest' ? REFRESH_MS.timeline : Infinity,
    placeholderData: keepPreviousData,
  });
}
