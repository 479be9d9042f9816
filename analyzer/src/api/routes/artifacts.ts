import { z } from 'zod';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { artifactBundleSchema, artifactFileSchema } from '../schemas/artifact.ts';
import { artifactFileRoutes } from './artifact-files.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { projectParams } from './project-params.ts';

const tags = ['artifacts'];

const releaseText = z.string().max(ARTIFACT_LIMITS.releaseLengthMax);
const bundleParams = projectParams.extend({ bundle_id: z.uuid() });

/** Uploads of source maps, below a project. */
export function artifactRoutes(api: Api, services: ApiServices): void {
  const { artifacts } = services;
  artifactFileRoutes(api, services);

  api.route({
    method: 'GET',
    url: '/:project_id/artifacts',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'listArtifacts',
      tags,
      summary: 'Uploads of source maps, newest first',
      params: projectParams,
      querystring: z.strictObject({
        ...pagingQuery,
        release: releaseText.exactOptional().describe('Empty: uploads found by debug id alone'),
        state: artifactBundleSchema.shape.state.exactOptional(),
      }),
      response: { 200: z.object({ bundles: z.array(artifactBundleSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      const { release = null, state = null, ...page } = request.query;
      const { bundles, total } = await artifacts.listBundles({ projectId, release, state, ...page });
      return { bundles, ...pageOf(total, page) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:project_id/artifacts/:bundle_id',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'listArtifactFiles',
      tags,
      summary: 'Files of an upload, and why one cannot be used',
      params: bundleParams,
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
  api.route({
    method: 'DELETE',
    url: '/:project_id/artifacts/:bundle_id',
    config: { access: 'member', tokens: 'artifacts', audit: true },
    schema: {
      operationId: 'deleteArtifacts',
      tags,
      summary: 'Delete an upload; events that were resolved with it stay as they are',
      params: bundleParams,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const { project_id: projectId, bundle_id: bundleId } = request.params;
      requireAccess(request, projectId);
      if (!(await artifacts.deleteBundle(projectId, bundleId))) throw notFound('bundle');
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id/artifacts',
    config: {
      access: 'member',
      tokens: 'artifacts',
      audit: true,
      example: { query: { release: 'shop@1.0.0' } },
    },
    schema: {
      operationId: 'deleteReleaseArtifacts',
      tags,
      summary: 'Delete the uploads of a release',
      params: projectParams,
      querystring: z.strictObject({ release: releaseText }),
      response: { 200: z.object({ deleted: z.int().nonnegative() }) },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      return { deleted: await artifacts.deleteRelease(projectId, request.query.release) };
    },
  });
}
