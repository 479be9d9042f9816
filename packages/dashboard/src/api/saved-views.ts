import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client.ts';

export type SavedView = Awaited<ReturnType<typeof fetchViews>>['views'][number];
type NewView = Pick<SavedView, 'name' | 'query' | 'shared'> & {
  readonly projectId: number;
  readonly sort: string;
};

/** My views and the shared ones of an organization. */
export function viewsQuery(organizationId: number) {
  return queryOptions({
    queryKey: ['organizations', organizationId, 'views'],
    queryFn: async ({ signal }) => (await fetchViews(organizationId, signal)).views,
  });
}

export const createView = (organization_id: number, { projectId, sort, ...view }: NewView) =>
  dataOf(
    api.POST('/api/v1/organizations/{organization_id}/views', {
      params: { path: { organization_id } },
      body: { ...view, kind: 'issues', project_id: projectId, settings: { sort } },
    }),
  );

export const shareView = ({ organization_id, id, shared }: SavedView) =>
  dataOf(
    api.PUT('/api/v1/organizations/{organization_id}/views/{view_id}', {
      params: { path: { organization_id, view_id: id } },
      body: { shared: !shared },
    }),
  );

export const deleteView = ({ organization_id, id }: SavedView) =>
  dataOf(
    api.DELETE('/api/v1/organizations/{organization_id}/views/{view_id}', {
      params: { path: { organization_id, view_id: id } },
    }),
  );

function fetchViews(organization_id: number, signal: AbortSignal) {
  return dataOf(
    api.GET('/api/v1/organizations/{organization_id}/views', {
      signal,
      params: { path: { organization_id } },
    }),
  );
}
