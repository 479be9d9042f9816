import { queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';
import { request } from './request.ts';
import type { Summary, Timeline } from './responses.ts';

/** Verdicts of fixes are told over this many days; it is the longest the route takes. */
const SUMMARY_DAYS = 365;

export function summaryQuery(projectId: number) {
  return queryOptions({
    queryKey: ['statistics', 'summary', projectId],
    queryFn: ({ signal }) =>
      request<Summary>('issues/statistics/summary', {
        signal,
        query: { days: SUMMARY_DAYS, project_id: projectId },
      }),
    refetchInterval: REFRESH_MS.statistics,
  });
}

/** Events of a whole project over the last `days` days. */
export function projectTimelineQuery(projectId: number, days: number) {
  return queryOptions({
    queryKey: ['statistics', 'timeline', projectId, days],
    queryFn: ({ signal }) =>
      request<Timeline>('analytics/timeline', { signal, query: { days, project_id: projectId } }),
    refetchInterval: REFRESH_MS.statistics,
  });
}
