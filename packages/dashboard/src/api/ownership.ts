import { queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';
import { api, dataOf } from './client.ts';

export type Owner = Awaited<ReturnType<typeof fetchOwners>>['owners'][number];
export type SuspectCommit = Awaited<ReturnType<typeof fetchSuspectCommits>>['suspects'][number];

export function ownersQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'owners'],
    queryFn: ({ signal }) => fetchOwners(issueId, signal),
    staleTime: REFRESH_MS.timeline,
  });
}

/** Found by the analysis, so it is asked for again while one runs. */
export function suspectCommitsQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'suspect-commits'],
    queryFn: ({ signal }) => fetchSuspectCommits(issueId, signal),
    refetchInterval: REFRESH_MS.timeline,
  });
}

function fetchOwners(issue_id: string, signal: AbortSignal) {
  return dataOf(api.GET('/api/v1/issues/{issue_id}/owners', { signal, params: { path: { issue_id } } }));
}

function fetchSuspectCommits(issue_id: string, signal: AbortSignal) {
  return dataOf(
    api.GET('/api/v1/issues/{issue_id}/suspect-commits', { signal, params: { path: { issue_id } } }),
  );
}
