import { z } from 'zod';
import type { LimitedIngestKey } from '@bugsage/backends';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { dsnOf } from '../collector-address.ts';
import { notFound } from '../problem/not-found.ts';
import { ingestKeyPatchSchema, ingestKeySchema } from '../schemas/project.ts';
import type { ApiServices } from '../services.ts';
import { projectParams } from '../schemas/project.ts';

const tags = ['projects'];
const access = 'admin';

/** The keys apps send events with: they may write events of one project and read nothing. */
export function ingestKeyRoutes(api: Api, { projects, configuration }: ApiServices): void {
  const describe = (key: LimitedIngestKey): z.infer<typeof ingestKeySchema> => ({
    public_key: key.public_key,
    dsn: dsnOf(configuration, key),
    enabled: key.enabled,
    events_per_minute: key.events_per_minute,
  });

  api.route({
    method: 'POST',
    url: '/:project_id/keys',
    config: { access },
    schema: {
      operationId: 'createIngestKey',
      tags,
      summary: 'Make another ingest key',
      params: projectParams,
      response: { 201: ingestKeySchema },
    },
    handler: async (request, reply) => {
      requireAccess(request, request.params.project_id);
      const key = await projects.createKey(request.params.project_id);
      reply.code(201);
      return describe(key);
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/keys/:public_key',
    config: { access, example: { body: { enabled: false } } },
    schema: {
      operationId: 'updateIngestKey',
      tags,
      summary: 'Disable or enable an ingest key, or set its quota; collectors follow within seconds',
      params: projectParams.extend({ public_key: z.string().regex(/^[0-9a-f]{32}$/) }),
      body: ingestKeyPatchSchema,
      response: { 200: ingestKeySchema },
    },
    handler: async (request) => {
      const { project_id, public_key } = request.params;
      requireAccess(request, project_id);
      const key = await projects.updateKey(project_id, public_key, request.body);
      if (key === null) throw notFound('key');
      return describe(key);
    },
  });
}
