import type { AccountStore } from '@bugsage/backends';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';
import type { Caller } from './caller.ts';
import { invalidToken, type Tokens } from './tokens.ts';

/** Every route that is not public gets its caller before anything of the request is read. */
export function authenticate(
  api: Api,
  { accounts, tokens }: { accounts: AccountStore; tokens: Tokens },
): void {
  api.decorateRequest('caller', null);
  api.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'public' || request.is404) return;
    const userId = await tokens.verifyAccess(bearerToken(request));
    request.caller = await readCaller(accounts, userId);
  });
}

/** RFC 6750 2.1: the header only, because addresses with tokens end up in logs. */
function bearerToken(request: FastifyRequest): string {
  const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(request.headers.authorization ?? '');
  if (match?.[1] === undefined) throw invalidToken('missing_token');
  return match[1];
}

async function readCaller(accounts: AccountStore, userId: string): Promise<Caller> {
  const [user, memberships] = await Promise.all([accounts.getUser(userId), accounts.membershipsOf(userId)]);
  if (user === null) throw invalidToken('invalid_token');
  return { user, memberships, scope: { projectIds: memberships.map((row) => row.project_id) } };
}
