import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { quotedSearch } from '../format/quoted-search.ts';
import { RELEASE_ISSUES_SHOWN, RELEASES_PER_PAGE, REFRESH_MS } from '../limits.ts';
import { api, dataOf } from './client.ts';
import { request } from './request.ts';
import type { IssuePage } from './responses.ts';

export type ListedRelease = Awaited<ReturnType<typeof fetchReleases>>['releases'][number];
export type ReleaseDetail = Awaited<ReturnType<typeof fetchRelease>>;
export type ReleaseHealth = Awaited<ReturnType<typeof fetchHealth>>;

/** What issues have to do with a release. */
export type ReleaseIssueKind = 'new' | 'regressed' | 'resolved';

type ReleaseFilter = { readonly search: string; readonly page: number };
type ReleaseOf = { readonly projectId: number; readonly version: string };

export function releasesQuery(projectId: number, filter: ReleaseFilter) {
  return queryOptions({
    queryKey: ['projects', projectId, 'releases', filter],
    queryFn: ({ signal }) => fetchReleases(projectId, filter, signal),
    refetchInterval: REFRESH_MS.timeline,
    placeholderData: keepPreviousData,
  });
}

export function releaseQuery({ projectId, version }: ReleaseOf) {
  return queryOptions({
    queryKey: ['projects', projectId, 'release', version],
    queryFn: ({ signal }) => fetchRelease({ projectId, version }, signal),
    refetchInterval: REFRESH_MS.timeline,
  });
}

/** Sessions and users of the last `hours` hours; adoption is always that of the last day. */
export function releaseHealthQuery({ projectId, version }: ReleaseOf, hours: number) {
  return queryOptions({
    queryKey: ['projects', projectId, 'release', version, 'health', hours],
    queryFn: ({ signal }) => fetchHealth({ projectId, version }, hours, signal),
    refetchInterval: REFRESH_MS.timeline,
    placeholderData: keepPreviousData,
  });
}

export function releaseIssuesQuery({ projectId, version }: ReleaseOf, kind: ReleaseIssueKind) {
  const quoted = quotedSearch(version);
  const searches = {
    new: `first_release:${quoted}`,
    regressed: `is:regressed release:${quoted}`,
    resolved: `resolved_in_release:${quoted}`,
  };
  const query = { project_id: projectId, query: searches[kind], limit: RELEASE_ISSUES_SHOWN };
  return queryOptions({
    queryKey: ['issues', 'of-release', query],
    queryFn: ({ signal }) => request<IssuePage>('issues', { signal, query }),
    refetchInterval: REFRESH_MS.timeline,
  });
}

function fetchReleases(project_id: number, { search, page }: ReleaseFilter, signal: AbortSignal) {
  const query = { limit: RELEASES_PER_PAGE, skip: (page - 1) * RELEASES_PER_PAGE };
  return dataOf(
    api.GET('/api/v1/projects/{project_id}/releases', {
      signal,
      params: { path: { project_id }, query: search === '' ? query : { ...query, search } },
    }),
  );
}

function fetchRelease({ projectId: project_id, version }: ReleaseOf, signal: AbortSignal) {
  return dataOf(
    api.GET('/api/v1/projects/{project_id}/releases/{version}', {
      signal,
      params: { path: { project_id, version } },
    }),
  );
}

function fetchHealth({ projectId: project_id, version }: ReleaseOf, hours: number, signal: AbortSignal) {
  return dataOf(
    api.GET('/api/v1/projects/{project_id}/releases/{version}/health', {
      signal,
      params: { path: { project_id, version }, query: { hours } },
    }),
  );
}
