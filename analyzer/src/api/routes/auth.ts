import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { acceptForms } from '../auth/form-body.ts';
import type { LoginLimits } from '../auth/login-limits.ts';
import type { RefreshCookie } from '../auth/refresh-cookie.ts';
import type { Sessions } from '../auth/sessions.ts';
import { invalidToken } from '../auth/tokens.ts';
import { API_LIMITS } from '../limits.ts';
import { tokenPairSchema } from '../schemas/account.ts';
import { text } from '../schemas/text.ts';

/** RFC 6749 4.3.2. Scope and client are part of every OAuth2 client's form; there is one scope, and no clients. */
const passwordForm = z.strictObject({
  grant_type: z.literal('password').default('password'),
  username: text(API_LIMITS.emailLengthMax).min(1),
  password: text(API_LIMITS.passwordLengthMax).min(1),
  scope: text(API_LIMITS.nameLengthMax).optional(),
  client_id: text(API_LIMITS.nameLengthMax).optional(),
  client_secret: text(API_LIMITS.nameLengthMax).optional(),
});

const refreshBody = z
  .strictObject({ refresh_token: text(API_LIMITS.tokenLengthMax).min(1).exactOptional() })
  .nullish();

export type AuthParts = {
  readonly sessions: Sessions;
  readonly cookie: RefreshCookie;
  readonly limitLogins: LoginLimits;
};

export function authRoutes(api: Api, { sessions, cookie, limitLogins }: AuthParts): void {
  api.register(async (forms: Api) => {
    acceptForms(forms);
    forms.route({
      method: 'POST',
      url: '/token',
      config: { access: 'public' },
      schema: {
        operationId: 'login',
        tags: ['auth'],
        summary: 'Log in with e-mail address and password',
        consumes: ['application/x-www-form-urlencoded'],
        body: passwordForm,
        response: { 200: tokenPairSchema },
      },
      preHandler: limitLogins,
      handler: async (request, reply) => {
        const pair = await sessions.login(request.body.username, request.body.password);
        cookie.set(request, reply, pair);
        return pair;
      },
    });
  });

  api.route({
    method: 'POST',
    url: '/refresh',
    config: { access: 'public' },
    schema: {
      operationId: 'refreshTokens',
      tags: ['auth'],
      summary: 'Trade a refresh token for a new pair',
      body: refreshBody,
      response: { 200: tokenPairSchema },
    },
    handler: async (request, reply) => {
      const token = request.body?.refresh_token ?? cookie.read(request);
      if (token === null) throw invalidToken('missing_refresh_token');
      const pair = await sessions.refresh(token);
      cookie.set(request, reply, pair);
      return pair;
    },
  });

  api.route({
    method: 'POST',
    url: '/logout',
    config: { access: 'public' },
    schema: {
      operationId: 'logout',
      tags: ['auth'],
      summary: 'End all sessions of this login',
      body: refreshBody,
      response: { 204: z.undefined().describe('Logged out') },
    },
    handler: async (request, reply) => {
      const token = request.body?.refresh_token ?? cookie.read(request);
      if (token !== null) await sessions.logout(token);
      cookie.clear(reply);
      return reply.code(204).send();
    },
  });
}
