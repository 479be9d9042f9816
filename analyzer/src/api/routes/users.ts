import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { createSecret } from '../auth/api-tokens.ts';
import { dashboardUrl, secretLink } from '../auth/links.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { accountSchema } from '../schemas/account.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { emailSchema } from '../schemas/password.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { describeAccount } from './profile.ts';

const tags = ['users'];
const access = 'operator';
const userParams = z.strictObject({ user_id: z.uuid() });
const name = text(API_LIMITS.nameLengthMax).trim().min(1);
const passwordLink = z.object({ url: z.string(), expires_at: z.iso.datetime() });

/** Accounts of the whole installation. */
export function userRoutes(api: Api, services: ApiServices): void {
  const { users, secondFactors, configuration, now } = services;

  api.route({
    method: 'GET',
    url: '',
    config: { access },
    schema: {
      operationId: 'listUsers',
      tags,
      summary: 'All accounts of this installation',
      querystring: z.strictObject(pagingQuery),
      response: { 200: z.object({ users: z.array(accountSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const { users: page, total } = await users.list(request.query);
      return { users: page.map(describeAccount), ...pageOf(total, request.query) };
    },
  });

  api.route({
    method: 'POST',
    url: '',
    config: { access, example: { body: { email: 'bob@acme.example', name: 'Bob' } } },
    schema: {
      operationId: 'createUser',
      tags,
      summary: 'Make an account without a password; a password link lets its owner choose one',
      body: z.strictObject({ email: emailSchema, name, is_operator: z.boolean().default(false) }),
      response: { 201: accountSchema },
    },
    handler: async (request, reply) => {
      const user = await users.create({ ...request.body, password_hash: null });
      reply.code(201);
      return describeAccount(user);
    },
  });

  api.route({
    method: 'PUT',
    url: '/:user_id',
    config: { access, example: { body: { name: 'Bob Example' } } },
    schema: {
      operationId: 'updateUser',
      tags,
      summary: 'Change an account; `totp_enabled: false` helps somebody who lost app and recovery codes',
      params: userParams,
      body: z
        .strictObject({
          name: name.exactOptional(),
          is_operator: z.boolean().exactOptional(),
          totp_enabled: z.literal(false).exactOptional(),
        })
        .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field'),
      response: { 200: accountSchema },
    },
    handler: async (request) => {
      const { totp_enabled: totp, ...patch } = request.body;
      if (totp === false) await secondFactors.disable(request.params.user_id);
      const user = await users.update(request.params.user_id, patch);
      if (user === null) throw notFound('user');
      return describeAccount(user);
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:user_id',
    config: { access },
    schema: {
      operationId: 'removeUser',
      tags,
      summary: 'Remove an account with its sessions, tokens and memberships',
      params: userParams,
      response: { 204: z.undefined().describe('Removed') },
    },
    handler: async (request, reply) => {
      if (!(await users.remove(request.params.user_id))) throw notFound('user');
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'POST',
    url: '/:user_id/password-reset',
    config: { access },
    schema: {
      operationId: 'createPasswordLink',
      tags,
      summary: 'A link that lets its owner choose a new password, once',
      params: userParams,
      response: { 201: passwordLink },
    },
    handler: async (request, reply) => {
      const user = await users.get(request.params.user_id);
      if (user === null) throw notFound('user');
      const { secret, hash } = createSecret();
      const expiresAt = now() + API_LIMITS.passwordResetMs;
      await users.savePasswordReset({ hash, userId: user.id, expiresAt });
      const url = secretLink(dashboardUrl(configuration, request), 'password', secret);
      reply.code(201);
      return { url, expires_at: new Date(expiresAt).toISOString() };
    },
  });
}
