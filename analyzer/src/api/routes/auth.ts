import type { AuditLog, NewAuditEntry, User, UserStore } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { acceptForms } from '../auth/form-body.ts';
import type { LoginLimits } from '../auth/login-limits.ts';
import { describeRequest } from '../auth/audit.ts';
import type { RefreshCookie } from '../auth/refresh-cookie.ts';
import type { SecondFactor } from '../auth/second-factor.ts';
import { clientOf, type Sessions } from '../auth/sessions.ts';
import { invalidToken } from '../auth/tokens.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { tokenPairSchema } from '../schemas/account.ts';
import { text } from '../schemas/text.ts';

/** RFC 6749 4.3.2. Scope and client are part of every OAuth2 client's form; there is one scope, and no clients. */
const passwordForm = z.strictObject({
  grant_type: z.literal('password').default('password'),
  username: text(API_LIMITS.emailLengthMax).min(1),
  password: text(API_LIMITS.passwordLengthMax).min(1),
  /** A code of the authenticator app, or a recovery code; only where the account asks for one. */
  otp: text(API_LIMITS.otpLengthMax).min(1).exactOptional(),
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
  readonly secondFactor: SecondFactor;
  readonly limits: LoginLimits;
  readonly audit: AuditLog;
  readonly users: UserStore;
};

export function authRoutes(api: Api, parts: AuthParts): void {
  const { sessions, cookie } = parts;
  api.register(async (forms: Api) => {
    acceptForms(forms);
    forms.route({
      method: 'POST',
      url: '/token',
      config: {
        access: 'public',
        example: { body: { username: 'ann@acme.example', password: 'correct horse battery' } },
      },
      schema: {
        operationId: 'login',
        tags: ['auth'],
        summary: 'Log in with e-mail address and password',
        consumes: ['application/x-www-form-urlencoded'],
        body: passwordForm,
        response: { 200: tokenPairSchema },
      },
      preHandler: parts.limits.ofForm,
      handler: async (request, reply) => {
        const user = await authenticateAudited(parts, request, request.body);
        const method = user.totp_confirmed ? 'password+totp' : 'password';
        const pair = await sessions.open(user, method, clientOf(request));
        await parts.audit.record(loginEntry(request, user, { method }));
        cookie.set(request, reply, pair);
        return pair;
      },
    });
  });

  api.route({
    method: 'POST',
    url: '/refresh',
    config: { access: 'public', example: { body: { refresh_token: EXAMPLE_IDS.refresh_token } } },
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
    config: { access: 'public', example: { body: { refresh_token: EXAMPLE_IDS.refresh_token } } },
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

/** A failed login is noted for an account that exists; what is typed beyond that is nobody's, and would fill the log. */
async function authenticateAudited(
  { sessions, users, audit }: AuthParts,
  request: FastifyRequest,
  form: z.infer<typeof passwordForm>,
): Promise<User> {
  try {
    const { username: email, password, otp } = form;
    return await sessions.authenticate({ email, password, ...(otp === undefined ? {} : { otp }) });
  } catch (error) {
    if (error instanceof BugSageError && error.kind === 'unauthenticated' && error.code !== 'otp_required') {
      const user = await users.findByEmail(form.username.trim());
      const entry = { ...describeRequest(request), action: 'loginFailed', details: { reason: error.code } };
      if (user !== null) await audit.record({ ...entry, user_id: user.id, target: user.email });
    }
    throw error;
  }
}

export function loginEntry(
  request: FastifyRequest,
  user: User,
  details: Readonly<Record<string, unknown>>,
): NewAuditEntry {
  const entry = { ...describeRequest(request), user_id: user.id, actor: user.email };
  return { ...entry, action: 'login', target: user.email, details };
}
