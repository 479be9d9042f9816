import { z } from 'zod';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { artifactBundleSchema, artifactFileSchema } from '../schemas/artifact.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { projectParams } from './project-params.ts';

const tags = ['artifacts'];

/** Uploads of source maps, below a project. */
export function artifactRoutes(api: Api, { artifacts }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/artifacts',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listArtifacts',
      tags,
      summary: 'Uploads of source maps, newest first',
      params: projectParams,
      querystring: z.strictObject(pagingQuery),
      response: { 200: z.object({ bundles: z.array(artifactBundleSchema), ...pageFields }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const { bundles, total } = await artifacts.listBundles(request.params.project_id, request.query);
      return { bundles, ...pageOf(total, request.query) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:project_id/artifacts/:bundle_id',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listArtifactFiles',
      tags,
      summary: 'Files of an upload, and why one cannot be used',
      params: projectParams.extend({ bundle_id: z.uuid() }),
      response: { 200: z.object({ files: z.array(artifactFileSchema) }) },
    },
    handler: async (request) => {
      const { project_id: projectId, bundle_id: bundleId } = request.params;
      requireAccess(request, projectId);
      const files = await artifacts.listFiles(projectId, bundleId, ARTIFACT_LIMITS.filesListedMax);
      if (files.length === 0) throw notFound('bundle');
      return { files };
    },
  });
}
