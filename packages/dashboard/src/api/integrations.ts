import type { Paths, Schemas } from '@bugsage/api-client';
import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client.ts';

export type Integration = Schemas['Integration'];
export type ReceivedWebhook = Schemas['ReceivedWebhook'];
export type IntegrationBody = NonNullable<
  Paths['/api/v1/projects/{project_id}/integrations']['post']['requestBody']
>['content']['application/json'];

export const INTEGRATION_NAMES: { readonly [Kind in Integration['kind']]: string } = {
  github: 'GitHub',
  gitlab: 'GitLab',
  jira: 'Jira',
  sentry: 'Sentry',
  slack: 'Slack',
};

export function integrationsQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'integrations'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/integrations', { signal, params })))
        .integrations;
    },
    // An import moves on.
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.import?.status === 'running') === true ? 2_000 : false,
  });
}

export const connect = (project_id: number, body: IntegrationBody) =>
  dataOf(api.POST('/api/v1/projects/{project_id}/integrations', { params: { path: { project_id } }, body }));

export const switchIntegration = ({ project_id, id, kind, enabled }: Integration) =>
  dataOf(
    api.PUT('/api/v1/projects/{project_id}/integrations/{integration_id}', {
      params: { path: { project_id, integration_id: id } },
      body: { kind, enabled: !enabled },
    }),
  );

export const disconnect = ({ project_id, id }: Integration) =>
  dataOf(
    api.DELETE('/api/v1/projects/{project_id}/integrations/{integration_id}', {
      params: { path: { project_id, integration_id: id } },
    }),
  );

export const testIntegration = ({ project_id, id }: Integration) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/integrations/{integration_id}/test', {
      params: { path: { project_id, integration_id: id } },
    }),
  );

export const startImport = ({ project_id, id }: Integration) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/integrations/{integration_id}/import', {
      params: { path: { project_id, integration_id: id } },
    }),
  );

/** The newest webhooks of all integrations. */
export function receivedQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'received-webhooks'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id }, query: { limit: 20 } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/received-webhooks', { signal, params })))
        .webhooks;
    },
  });
}

export const replayWebhook = ({ project_id, id }: ReceivedWebhook) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/received-webhooks/{received_id}/replay', {
      params: { path: { project_id, received_id: id } },
    }),
  );

export function linksQuery(issue_id: string) {
  return queryOptions({
    queryKey: ['issues', issue_id, 'links'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/issues/{issue_id}/links', { signal, params: { path: { issue_id } } })))
        .links,
    // Until the tracker has it.
    refetchInterval: ({ state }) =>
      state.data?.some((link) => link.state === 'creating') === true ? 2_000 : false,
  });
}

/** Without a key a new issue is made over there. */
export const linkIssue = (issue_id: string, integration_id: string, key: string) =>
  dataOf(
    api.POST('/api/v1/issues/{issue_id}/links', {
      params: { path: { issue_id } },
      body: { integration_id, ...(key === '' ? {} : { key }) },
    }),
  );

export const unlinkIssue = (issue_id: string, link_id: string) =>
  dataOf(
    api.DELETE('/api/v1/issues/{issue_id}/links/{link_id}', { params: { path: { issue_id, link_id } } }),
  );
