import { SECRET_NAMES } from '@bugsage/backends';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { projectParams } from '../schemas/project.ts';
import type { ApiServices } from '../services.ts';

const tags = ['projects'];
const secretParams = projectParams.extend({ secret_name: z.enum(SECRET_NAMES) });
/** Tokens of code hosts have at most a few hundred characters. */
const SECRET_LENGTH_MAX = 4_096;

const secretSchema = z.object({
  name: z.enum(SECRET_NAMES),
  updated_at: z.iso.datetime(),
  updated_by: z.string(),
});

/** Secrets go in and are never answered: people see that there is one, since when, and by whom. */
export function projectSecretRoutes(api: Api, { secrets, accounts }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/secrets',
    config: { access: 'admin' },
    schema: {
      operationId: 'listProjectSecrets',
      tags,
      summary: 'Which secrets a project has, without their values',
      params: projectParams,
      response: { 200: z.object({ secrets: z.array(secretSchema) }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      return { secrets: await secrets.list(request.params.project_id) };
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/secrets/:secret_name',
    config: { access: 'admin', example: { body: { value: 'ghp_exampletoken' } } },
    schema: {
      operationId: 'setProjectSecret',
      tags,
      summary: 'Keep a secret, encrypted with BUGSAGE_SECRET_KEY',
      description:
        '`repository_token` reads a private https repository and opens pull requests. It needs to write contents and pull requests of that one repository, and nothing else.',
      params: secretParams,
      body: z.strictObject({
        value: z
          .string()
          .trim()
          .min(1)
          .max(SECRET_LENGTH_MAX)
          .regex(/^[\x21-\x7E]+$/),
      }),
      response: { 200: secretSchema },
    },
    handler: async (request) => {
      const { project_id: projectId, secret_name: name } = request.params;
      requireAccess(request, projectId);
      if ((await accounts.getProject(projectId)) === null) throw notFound('project');
      await secrets.set({ projectId, name, value: request.body.value, by: callerOf(request).user.email });
      const kept = (await secrets.list(projectId)).find((secret) => secret.name === name);
      if (kept === undefined) throw notFound('secret');
      return kept;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id/secrets/:secret_name',
    config: { access: 'admin' },
    schema: {
      operationId: 'removeProjectSecret',
      tags,
      summary: 'Forget a secret',
      params: secretParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      requireAccess(request, request.params.project_id);
      if (!(await secrets.remove(request.params.project_id, request.params.secret_name)))
        throw notFound('secret');
      return reply.code(204).send(null);
    },
  });
}
