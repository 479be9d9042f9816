import type { Project } from '@bugsage/core';
import { projectSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess, scopeOf } from '../auth/caller.ts';
import { dsnOf } from '../collector-address.ts';
import { notFound } from '../problem/not-found.ts';
import { projectDetailSchema, projectParams, projectPatchSchema } from '../schemas/project.ts';
import type { ApiServices } from '../services.ts';

export function projectRoutes(api: Api, { accounts, configuration }: ApiServices): void {
  const describe = async (project: Project): Promise<z.infer<typeof projectDetailSchema>> => {
    const keys = await accounts.listIngestKeysOf(project.id);
    const ingestKeys = keys.map((key) => ({
      public_key: key.public_key,
      dsn: dsnOf(configuration, key),
      enabled: key.enabled,
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
      summary: 'Change name, repository, the confidence fixes need, quota, inbound filters or scrubbing',
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
}
