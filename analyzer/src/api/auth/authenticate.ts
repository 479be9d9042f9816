import type { ApiToken, Role, TokenScope } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';
import type { ApiServices } from '../services.ts';
import { API_TOKEN_PREFIX, hashSecret } from './api-tokens.ts';
import { lowerRole, type Caller } from './caller.ts';
import { invalidToken, type Tokens } from './tokens.ts';

export type People = Pick<ApiServices, 'accounts' | 'users' | 'sessions' | 'organizations' | 'apiTokens'>;

/** Every route that is not public gets its caller before anything of the request is read. */
export function authenticate(api: Api, { people, tokens }: { people: People; tokens: Tokens }): void {
  api.decorateRequest('caller', null);
  api.decorateRequest('accessChecked', false);
  api.decorateRequest('organizationId', null);
  api.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'public' || request.is404) return;
    const token = bearerToken(request);
    request.caller = token.startsWith(API_TOKEN_PREFIX)
      ? await callerOfApiToken(people, token, request)
      : await callerOfSession(people, tokens, token);
    if (request.routeOptions.config.access === 'operator' && !request.caller.user.is_operator)
      throw forbidden('operator_only', 'Only an operator of this installation may do this.');
  });
  api.addHook('onSend', async (request, reply) => refuseUnchecked(request, reply));
}

/**
 * The net below every handler: a route that declares a role and answers without having compared it with the caller's
 * answers 500. The tests call every route, so this is seen before anybody else sees it.
 */
function refuseUnchecked(request: FastifyRequest, reply: FastifyReply): void {
  const { access = 'public' } = request.routeOptions.config;
  const needsCheck = access !== 'public' && access !== 'signed_in' && access !== 'operator';
  if (!needsCheck || request.accessChecked || reply.statusCode >= 400) return;
  throw new Error(`${request.method} ${request.routeOptions.url} declares ${access} and compared no role.`);
}

/** RFC 6750 2.1: the header only, because addresses with tokens end up in logs. */
function bearerToken(request: FastifyRequest): string {
  const match = /^Bearer ([\w-]+(?:\.[\w-]+\.[\w-]*)?)$/i.exec(request.headers.authorization ?? '');
  if (match?.[1] === undefined) throw invalidToken('missing_token');
  return match[1];
}

/** The session is looked up each time: a logout, a new password or a removed account ends access tokens at once. */
async function callerOfSession(people: People, tokens: Tokens, token: string): Promise<Caller> {
  const claims = await tokens.verifyAccess(token);
  const [owner, caller] = await Promise.all([
    people.sessions.userOf(claims.session),
    readCaller(people, claims.userId),
  ]);
  if (owner !== claims.userId) throw invalidToken('invalid_token');
  return { ...caller, sessionId: claims.session };
}

async function callerOfApiToken(people: People, token: string, request: FastifyRequest): Promise<Caller> {
  const apiToken = await people.apiTokens.use(hashSecret(token));
  if (apiToken === null) throw invalidToken('invalid_token');
  const { access, tokens: accepted } = request.routeOptions.config;
  if (accepted === 'refused')
    throw forbidden('session_required', 'An API token may not do this. Sign in as a person.');
  const hasSpecial = accepted !== undefined && apiToken.scopes.includes(accepted);
  const cap = hasSpecial ? 'member' : capOf(apiToken.scopes);
  if (cap === null || (access === 'operator' && cap !== 'admin'))
    throw forbidden(
      'token_scope',
      `The scopes of this API token (${apiToken.scopes.join(', ')}) do not allow this.`,
    );
  return narrow(await readCaller(people, apiToken.user_id), apiToken, cap);
}

/** Who a token of either kind belongs to, outside a route. An API token needs the scope to read. */
export async function callerOfToken(people: People, tokens: Tokens, token: string): Promise<Caller> {
  if (!token.startsWith(API_TOKEN_PREFIX)) return callerOfSession(people, tokens, token);
  const apiToken = await people.apiTokens.use(hashSecret(token));
  const cap = apiToken === null ? null : capOf(apiToken.scopes);
  if (apiToken === null || cap === null) throw invalidToken('invalid_token');
  return narrow(await readCaller(people, apiToken.user_id), apiToken, cap);
}

/** A token can do no more than its person, its scopes and its projects. */
function narrow(caller: Caller, apiToken: ApiToken, cap: Role): Caller {
  const { project_ids: projectIds } = apiToken;
  const memberships = caller.memberships
    .filter((row) => projectIds === null || projectIds.includes(row.project_id))
    .map((row) => Object.assign(row, { role: lowerRole(row.role, cap) }));
  // A token for some projects says nothing about their organization.
  const organizations = projectIds === null ? caller.organizations : [];
  return {
    ...caller,
    memberships,
    organizations: organizations.map((row) => ({ ...row, role: lowerRole(row.role, cap) })),
    scope: { projectIds: memberships.map((row) => row.project_id) },
    apiToken,
  };
}

function capOf(scopes: readonly TokenScope[]): Role | null {
  if (scopes.includes('admin')) return 'admin';
  if (scopes.includes('write')) return 'member';
  return scopes.includes('read') ? 'viewer' : null;
}

async function readCaller(people: People, userId: string): Promise<Caller> {
  const [user, memberships, organizations] = await Promise.all([
    people.users.get(userId),
    people.accounts.membershipsOf(userId),
    people.organizations.rolesOf(userId),
  ]);
  if (user === null) throw invalidToken('invalid_token');
  const scope = { projectIds: memberships.map((row) => row.project_id) };
  return { user, memberships, organizations, scope, sessionId: null, apiToken: null };
}

function forbidden(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'forbidden', code, message });
}
