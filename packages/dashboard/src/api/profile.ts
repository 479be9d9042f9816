import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '@bugsage/api-client';
import { api, dataOf } from './client.ts';

export type TokenScope = Schemas['ApiToken']['scopes'][number];

export function meQuery() {
  return queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/users/me', { signal })),
    staleTime: 10_000,
  });
}

export const changeName = (name: string) => dataOf(api.PUT('/api/v1/users/me', { body: { name } }));

export const changePassword = (current_password: string, new_password: string) =>
  dataOf(api.PUT('/api/v1/users/me/password', { body: { current_password, new_password } }));

export const beginTotp = (password: string) =>
  dataOf(api.POST('/api/v1/users/me/totp', { body: withPassword(password) }));

export const confirmTotp = (code: string) =>
  dataOf(api.POST('/api/v1/users/me/totp/confirm', { body: { code } }));

export const disableTotp = (password: string) =>
  dataOf(api.POST('/api/v1/users/me/totp/disable', { body: withPassword(password) }));

export function sessionsQuery() {
  return queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/users/me/sessions', { signal }))).sessions,
  });
}

export const endSession = (session_id: string) =>
  dataOf(api.DELETE('/api/v1/users/me/sessions/{session_id}', { params: { path: { session_id } } }));

export function tokensQuery() {
  return queryOptions({
    queryKey: ['me', 'tokens'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/tokens', { signal }))).tokens,
  });
}

export const createToken = (token: { name: string; scope: TokenScope; days: number | null }) =>
  dataOf(
    api.POST('/api/v1/tokens', {
      body: { name: token.name, scopes: [token.scope], expires_in_days: token.days, project_ids: null },
    }),
  );

export const revokeToken = (token_id: string) =>
  dataOf(api.DELETE('/api/v1/tokens/{token_id}', { params: { path: { token_id } } }));

export const joinOrganization = (token: string) =>
  dataOf(api.POST('/api/v1/users/me/invitations', { body: { token } }));

export const showInvitation = (token: string) =>
  dataOf(api.POST('/api/v1/auth/invitations/show', { body: { token } }));

export const resetPassword = (token: string, password: string) =>
  dataOf(api.POST('/api/v1/auth/password-reset', { body: { token, password } }));

export function loginMethodsQuery() {
  return queryOptions({
    queryKey: ['login-methods'],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/auth/methods', { signal })),
    staleTime: Infinity,
    retry: false,
  });
}

/** Accounts that sign in elsewhere have no password to say again. */
function withPassword(password: string): { password?: string } {
  return password === '' ? {} : { password };
}
