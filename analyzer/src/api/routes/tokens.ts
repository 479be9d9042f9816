import { TOKEN_SCOPES } from '@bugsage/backends';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { createApiToken } from '../auth/api-tokens.ts';
import { callerOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { apiTokenSchema } from '../schemas/account.ts';
import { projectIdSchema } from '../schemas/ids.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';

const tags = ['tokens'];
const DAY_MS = 86_400_000;

const newTokenBody = z.strictObject({
  name: text(API_LIMITS.nameLengthMax).trim().min(1),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1).max(TOKEN_SCOPES.length),
  /** Projects the token may see; null or left out: all of mine, also later ones. */
  project_ids: z.array(projectIdSchema).min(1).max(100).nullable().default(null),
  expires_in_days: z.int().min(1).max(API_LIMITS.tokenDaysMax).nullable().default(null),
});

/** API tokens of the caller: for programs, which act in the caller's name with at most the caller's role. */
export function tokenRoutes(api: Api, { apiTokens, now }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '',
    config: { access: 'signed_in', tokens: 'refused' },
    schema: {
      operationId: 'listTokens',
      tags,
      summary: 'My API tokens',
      response: { 200: z.object({ tokens: z.array(apiTokenSchema) }) },
    },
    handler: async (request) => {
      const tokens = await apiTokens.listOf(callerOf(request).user.id);
      return { tokens: tokens.map((token) => apiTokenSchema.parse(token)) };
    },
  });

  api.route({
    method: 'POST',
    url: '',
    config: {
      access: 'signed_in',
      tokens: 'refused',
      audit: true,
      example: { body: { name: 'Build server', scopes: ['artifacts'], expires_in_days: 365 } },
    },
    schema: {
      operationId: 'createToken',
      tags,
      summary: 'Make an API token; the answer is the only one that shows it',
      body: newTokenBody,
      response: { 201: apiTokenSchema.extend({ token: z.string() }) },
    },
    handler: async (request, reply) => {
      const { user, scope } = callerOf(request);
      const { name, scopes, project_ids: projectIds, expires_in_days: days } = request.body;
      if (projectIds !== null && !projectIds.every((id) => scope.projectIds.includes(id)))
        throw notFound('project');
      const { token, hash, prefix } = createApiToken();
      const saved = await apiTokens.create({
        user_id: user.id,
        name,
        hash,
        prefix,
        scopes: [...new Set(scopes)],
        project_ids: projectIds,
        expires_at: days === null ? null : new Date(now() + days * DAY_MS).toISOString(),
      });
      reply.code(201);
      return { ...apiTokenSchema.parse(saved), token };
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:token_id',
    config: { access: 'signed_in', tokens: 'refused', audit: true },
    schema: {
      operationId: 'revokeToken',
      tags,
      summary: 'Revoke one of my API tokens; it is refused from then on',
      params: z.strictObject({ token_id: z.uuid().meta({ example: EXAMPLE_IDS.token_id }) }),
      response: { 204: z.undefined().describe('Revoked') },
    },
    handler: async (request, reply) => {
      const { user } = callerOf(request);
      if (!(await apiTokens.revoke(user.id, request.params.token_id))) throw notFound('token');
      return reply.code(204).send();
    },
  });
}
