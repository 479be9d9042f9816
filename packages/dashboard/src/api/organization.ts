import type { Schemas } from '@bugsage/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client.ts';

export const ROLES = ['viewer', 'member', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];
export type Member = Schemas['Member'];

export function organizationQuery(organization_id: number) {
  return queryOptions({
    queryKey: ['organizations', organization_id],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/organizations/{organization_id}', { signal, params: { path: { organization_id } } }),
      ),
  });
}

export function membersQuery(organization_id: number) {
  const path = { organization_id };
  return queryOptions({
    queryKey: ['organizations', organization_id, 'members'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/organizations/{organization_id}/members', { signal, params: { path } })))
        .members,
  });
}

export const changeRole = (organization_id: number, user_id: string, role: Role) =>
  dataOf(
    api.PUT('/api/v1/organizations/{organization_id}/members/{user_id}', {
      params: { path: { organization_id, user_id } },
      body: { role },
    }),
  );

export const removeMember = (organization_id: number, user_id: string) =>
  dataOf(
    api.DELETE('/api/v1/organizations/{organization_id}/members/{user_id}', {
      params: { path: { organization_id, user_id } },
    }),
  );

export function invitationsQuery(organization_id: number) {
  const path = { organization_id };
  return queryOptions({
    queryKey: ['organizations', organization_id, 'invitations'],
    queryFn: async ({ signal }) =>
      (
        await dataOf(
          api.GET('/api/v1/organizations/{organization_id}/invitations', { signal, params: { path } }),
        )
      ).invitations,
  });
}

export const invite = (organization_id: number, invitation: { email: string; role: Role }) =>
  dataOf(
    api.POST('/api/v1/organizations/{organization_id}/invitations', {
      params: { path: { organization_id } },
      body: {
        email: invitation.email === '' ? null : invitation.email,
        role: invitation.role,
        expires_in_days: 7,
      },
    }),
  );

export const revokeInvitation = (organization_id: number, invitation_id: string) =>
  dataOf(
    api.DELETE('/api/v1/organizations/{organization_id}/invitations/{invitation_id}', {
      params: { path: { organization_id, invitation_id } },
    }),
  );

export function auditLogQuery(organization_id: number) {
  return infiniteQueryOptions({
    queryKey: ['organizations', organization_id, 'audit-log'],
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        api.GET('/api/v1/organizations/{organization_id}/audit-log', {
          signal,
          params: { path: { organization_id }, query: pageParam === null ? {} : { before: pageParam } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next_before,
  });
}
