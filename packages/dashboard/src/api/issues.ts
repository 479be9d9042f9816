import type { Analysis, Issue } from '@bugsage/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';
import { request, requestOptional } from './request.ts';
import type { TagDistribution, Timeline } from './responses.ts';

export type IssueChange = {
  readonly status?: 'resolved' | 'ignored' | 'detected';
  /** An address or `#team`; null for nobody. */
  readonly assignee?: string | null;
};

export function issueQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id],
    queryFn: ({ signal }) => request<Issue>(`issues/${id}`, { signal }),
    refetchInterval: REFRESH_MS.issue,
  });
}

/** The newest analysis, or null while there is none. */
export function analysisQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'analysis'],
    queryFn: ({ signal }) => requestOptional<Analysis>(`issues/${issueId}/analysis`, { signal }),
    refetchInterval: REFRESH_MS.issue,
  });
}

export function issueTimelineQuery(issueId: string, hours: number) {
  return queryOptions({
    queryKey: ['issues', issueId, 'timeline', hours],
    queryFn: ({ signal }) => request<Timeline>(`issues/${issueId}/timeline`, { signal, query: { hours } }),
    refetchInterval: REFRESH_MS.timeline,
    staleTime: REFRESH_MS.timeline / 2,
    placeholderData: keepPreviousData,
  });
}

export function issueTagsQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'tags'],
    queryFn: async ({ signal }) => {
      const answer = await request<{ tags: readonly TagDistribution[] }>(`issues/${issueId}/tags`, {
        signal,
      });
      return answer.tags;
    },
    refetchInterval: REFRESH_MS.timeline,
  });
}

export function changeIssue(id: string, change: IssueChange): Promise<Issue> {
  return request<Issue>(`issues/${id}`, { method: 'PUT', json: change });
}

/** Asks for an analysis; `force` repeats it although nothing changed. */
export function analyzeIssue(id: string, force: boolean): Promise<unknown> {
  return request<unknown>(`issues/${id}/analyze`, { method: 'POST', json: { force } });
}
