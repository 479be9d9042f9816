import type { Paths } from '@bugsage/api-client';
import type { AlertRule, Channel, Delivery } from '@bugsage/core';
import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client.ts';

export type RuleBody = NonNullable<
  Paths['/api/v1/projects/{project_id}/alerts']['post']['requestBody']
>['content']['application/json'];
export type ChannelBody = NonNullable<
  Paths['/api/v1/projects/{project_id}/channels']['post']['requestBody']
>['content']['application/json'];

/** Messages shown: what somebody who looks for a missing one needs. */
const SHOWN = 25;

export function rulesQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'alerts'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/alerts', { signal, params }))).rules;
    },
  });
}

/** Adds a rule, or replaces the one with the id. */
export const saveRule = (project_id: number, rule_id: string | null, body: RuleBody) =>
  rule_id === null
    ? dataOf(api.POST('/api/v1/projects/{project_id}/alerts', { params: { path: { project_id } }, body }))
    : dataOf(
        api.PUT('/api/v1/projects/{project_id}/alerts/{rule_id}', {
          params: { path: { project_id, rule_id } },
          body,
        }),
      );

export const switchRule = (rule: AlertRule) => {
  const { id, project_id, created_at: _createdAt, ...body } = rule;
  return saveRule(project_id, id, { ...body, enabled: !rule.enabled });
};

export const deleteRule = ({ project_id, id }: AlertRule) =>
  dataOf(
    api.DELETE('/api/v1/projects/{project_id}/alerts/{rule_id}', {
      params: { path: { project_id, rule_id: id } },
    }),
  );

export function channelsQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'channels'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/channels', { signal, params }))).channels;
    },
  });
}

export const addChannel = (project_id: number, body: ChannelBody) =>
  dataOf(api.POST('/api/v1/projects/{project_id}/channels', { params: { path: { project_id } }, body }));

export const switchChannel = ({ project_id, id, name, enabled }: Channel) =>
  dataOf(
    api.PUT('/api/v1/projects/{project_id}/channels/{channel_id}', {
      params: { path: { project_id, channel_id: id } },
      body: { name, enabled: !enabled },
    }),
  );

export const deleteChannel = ({ project_id, id }: Channel) =>
  dataOf(
    api.DELETE('/api/v1/projects/{project_id}/channels/{channel_id}', {
      params: { path: { project_id, channel_id: id } },
    }),
  );

export const testChannel = ({ project_id, id }: Channel) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/channels/{channel_id}/test', {
      params: { path: { project_id, channel_id: id } },
    }),
  );

/** The newest messages. */
export function deliveriesQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'deliveries'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id }, query: { limit: SHOWN } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/deliveries', { signal, params })))
        .deliveries;
    },
    // A test message is on its way.
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'pending' || status === 'sending') === true ? 2_000 : false,
  });
}

export const replayDelivery = ({ project_id, id }: Delivery) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/deliveries/{delivery_id}/replay', {
      params: { path: { project_id, delivery_id: id } },
    }),
  );

/** What the project lost in the last week. */
export function dropsQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'drops'],
    queryFn: async ({ signal }) => {
      const params = { path: { project_id }, query: { hours: 168 } };
      return (await dataOf(api.GET('/api/v1/projects/{project_id}/drops', { signal, params }))).drops;
    },
  });
}
