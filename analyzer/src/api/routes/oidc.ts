import { BugSageError } from '@bugsage/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { dashboardUrl } from '../auth/links.ts';
import { ATTEMPT_SECONDS, type OidcSignIn } from '../auth/oidc/sign-in.ts';
import { userOfIdentity } from '../auth/oidc/user-of-identity.ts';
import { clientOf } from '../auth/sessions.ts';
import { API_LIMITS } from '../limits.ts';
import type { ApiServices } from '../services.ts';
import { loginEntry, type AuthParts } from './auth.ts';

const tags = ['auth'];
const COOKIE = 'bugsage_oidc';
const PATH = '/api/v1/auth/oidc';

const parameter = z.string().max(API_LIMITS.tokenLengthMax).exactOptional();

/** RFC 6749 4.1.2, RFC 9207. Providers add their own; the library reads those it knows. */
const callbackQuery = z.looseObject({ code: parameter, state: parameter, iss: parameter, error: parameter });

/** Sign-in at an identity provider. Both routes are opened by a browser and answer with a redirect. */
export function oidcRoutes(
  api: Api,
  services: ApiServices,
  parts: AuthParts & { readonly oidc: OidcSignIn | null },
): void {
  const { configuration } = services;
  const { oidc } = parts;

  api.route({
    method: 'GET',
    url: '/methods',
    config: { access: 'public' },
    schema: {
      operationId: 'getLoginMethods',
      tags,
      summary: 'How one can sign in here',
      response: {
        200: z.object({ password: z.literal(true), oidc: z.object({ name: z.string() }).nullable() }),
      },
    },
    handler: async () => ({
      password: true as const,
      oidc: oidc === null ? null : { name: configuration.BUGSAGE_OIDC_NAME },
    }),
  });

  api.route({
    method: 'GET',
    url: '/oidc/login',
    config: { access: 'public' },
    schema: {
      operationId: 'beginOidcLogin',
      tags,
      summary: 'Go to the identity provider',
      response: { 302: z.undefined().describe('To the identity provider') },
    },
    handler: async (request, reply) => {
      await parts.limits.ofAddress(request, reply);
      const base = dashboardUrl(configuration, request);
      const { url, attempt } = await configured(oidc).begin(`${base}${PATH}/callback`);
      // Lax, because the provider sends the browser back from another site.
      const isHttps = base.startsWith('https:');
      const attributes = { path: PATH, httpOnly: true, sameSite: 'lax', secure: isHttps } as const;
      reply.setCookie(COOKIE, attempt, { ...attributes, maxAge: ATTEMPT_SECONDS });
      return reply.redirect(url, 302);
    },
  });

  api.route({
    method: 'GET',
    url: '/oidc/callback',
    config: { access: 'public' },
    schema: {
      operationId: 'finishOidcLogin',
      tags,
      summary: 'Come back from the identity provider',
      querystring: callbackQuery,
      response: { 302: z.undefined().describe('To the dashboard, signed in or with the reason why not') },
    },
    handler: async (request, reply) => {
      await parts.limits.ofAddress(request, reply);
      reply.clearCookie(COOKIE, { path: PATH });
      const base = dashboardUrl(configuration, request);
      try {
        await signIn({ services, parts, oidc: configured(oidc) }, request, reply);
        return await reply.redirect(`${base}/`, 302);
      } catch (error) {
        if (!(error instanceof BugSageError)) throw error;
        request.log.warn(
          { code: error.code, reason: error.message },
          'A sign-in by an identity provider failed.',
        );
        return reply.redirect(`${base}/?sign_in_error=${error.code}`, 302);
      }
    },
  });
}

async function signIn(
  { services, parts, oidc }: { services: ApiServices; parts: AuthParts; oidc: OidcSignIn },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const url = new URL(request.url, 'http://callback.invalid');
  const identity = await oidc.finish(url, request.cookies[COOKIE] ?? '');
  const user = await userOfIdentity(services, identity);
  const pair = await parts.sessions.open(user, 'oidc', clientOf(request));
  await services.audit.record(loginEntry(request, user, { method: 'oidc', issuer: identity.issuer }));
  parts.cookie.setAfterRedirect(reply, pair);
}

function configured(oidc: OidcSignIn | null): OidcSignIn {
  if (oidc !== null) return oidc;
  throw new BugSageError({
    kind: 'not_found',
    code: 'oidc_not_configured',
    message: 'No identity provider is configured here (BUGSAGE_OIDC_ISSUER).',
  });
}
