import { queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';
import { api, dataOf } from './client.ts';

/** Uploads shown at once. */
const PAGE_SIZE = 25;

export function uploadsQuery(project_id: number, filter: { release: string; skip: number }) {
  const query = {
    limit: PAGE_SIZE,
    skip: filter.skip,
    ...(filter.release === '' ? {} : { release: filter.release }),
  };
  return queryOptions({
    queryKey: ['projects', project_id, 'artifacts', query],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/projects/{project_id}/artifacts', {
          signal,
          params: { path: { project_id }, query },
        }),
      ),
    refetchInterval: REFRESH_MS.timeline,
  });
}

export function uploadFilesQuery(project_id: number, bundle_id: string) {
  return queryOptions({
    queryKey: ['projects', project_id, 'artifacts', bundle_id],
    queryFn: async ({ signal }) =>
      (
        await dataOf(
          api.GET('/api/v1/projects/{project_id}/artifacts/{bundle_id}', {
            signal,
            params: { path: { project_id, bundle_id } },
          }),
        )
      ).files,
  });
}

export function unresolvedQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'unresolved'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/projects/{project_id}/artifacts/unresolved', {
          signal,
          params: { path: { project_id } },
        }),
      ),
    staleTime: REFRESH_MS.timeline,
  });
}

export const deleteUpload = (project_id: number, bundle_id: string) =>
  dataOf(
    api.DELETE('/api/v1/projects/{project_id}/artifacts/{bundle_id}', {
      params: { path: { project_id, bundle_id } },
    }),
  );
