import type { Project } from '@bugsage/core';
import { projectSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess, requireOrganization, scopeOf } from '../auth/caller.ts';
import { dsnOf } from '../collector-address.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { projectIdSchema } from '../schemas/ids.ts';
import { projectDetailSchema, projectParams, projectPatchSchema } from '../schemas/project.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { ingestKeyRoutes } from './ingest-keys.ts';

export function projectRoutes(api: Api, services: ApiServices): void {
  const { accounts, projects, configuration } = services;
  const describe = async (project: Project): Promise<z.infer<typeof projectDetailSchema>> => {
    const keys = await accounts.listIngestKeysOf(project.id);
    const ingestKeys = keys.map((key) => ({
      public_key: key.public_key,
      dsn: dsnOf(configuration, key),
      enabled: key.enabled,
      events_per_minute: key.events_per_minute,
    }));
    const dsn = ingestKeys.find((key) => key.enabled)?.dsn ?? null;
    return { ...project, dsn, ingest_keys: ingestKeys };
  };

  api.route({
    method: 'GET',
    url: '',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listProjects',
      tags: ['projects'],
      summary: 'My projects',
      response: { 200: z.object({ projects: z.array(projectSchema) }) },
    },
    handler: async (request) => ({ projects: await accounts.listProjects(scopeOf(request).projectIds) }),
  });

  api.route({
    method: 'GET',
    url: '/:project_id',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getProject',
      tags: ['projects'],
      summary: 'A project with its DSN',
      params: projectParams,
      response: { 200: projectDetailSchema },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const project = await accounts.getProject(request.params.project_id);
      if (project === null) throw notFound('project');
      return describe(project);
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id',
    config: { access: 'admin', example: { body: { name: 'Shop', fix_confidence_min: 0.8 } } },
    schema: {
      operationId: 'updateProject',
      tags: ['projects'],
      summary:
        'Change name, repository, the confidence fixes need, when models are asked, quota, filters, scrubbing or retention',
      params: projectParams,
      body: projectPatchSchema,
      response: { 200: projectDetailSchema },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const project = await accounts.updateProject(request.params.project_id, request.body);
      if (project === null) throw notFound('project');
      return describe(project);
    },
  });

  api.route({
    method: 'POST',
    url: '',
    config: {
      access: 'admin',
      example: { body: { organization_id: Number(EXAMPLE_IDS.organization_id), name: 'Checkout' } },
    },
    schema: {
      operationId: 'createProject',
      tags: ['projects'],
      summary: 'Make a project with an ingest key',
      body: z.strictObject({
        organization_id: projectIdSchema,
        name: text(API_LIMITS.nameLengthMax).trim().min(1),
      }),
      response: { 201: projectDetailSchema },
    },
    handler: async (request, reply) => {
      const { organization_id: organizationId, name } = request.body;
      requireOrganization(request, organizationId);
      const project = await projects.create({ organizationId, name });
      reply.code(201);
      return describe(project);
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id',
    config: { access: 'admin', tokens: 'refused' },
    schema: {
      operationId: 'removeProject',
      tags: ['projects'],
      summary: 'End a project: nobody sees it any more, and its keys take no events',
      params: projectParams,
      response: { 204: z.undefined().describe('Ended') },
    },
    handler: async (request, reply) => {
      requireAccess(request, request.params.project_id);
      if (!(await projects.remove(request.params.project_id))) throw notFound('project');
      return reply.code(204).send();
    },
  });

  ingestKeyRoutes(api, services);
}
