import { z } from 'zod';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import { canonicalDebugId } from '../../artifacts/manifest.ts';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { foundArtifactFileSchema, unresolvedSchema } from '../schemas/artifact.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { projectParams } from './project-params.ts';
import { unresolvedFiles } from './unresolved-files.ts';

const tags = ['artifacts'];
const sha1 = z.string().regex(/^[0-9a-f]{40}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(ARTIFACT_LIMITS.nameLengthMax);
const release = z.string().max(ARTIFACT_LIMITS.releaseLengthMax);

const knownBody = z.strictObject({
  release: release.default('').describe('Empty: found by debug id alone'),
  dist: z.string().max(ARTIFACT_LIMITS.distLengthMax).default(''),
  files: z
    .array(
      z.strictObject({ name, hash: sha256.describe('SHA-256'), debug_id: z.guid().nullable().default(null) }),
    )
    .min(1)
    .max(ARTIFACT_LIMITS.knownFilesMax),
});

/** Single files of uploads: what is there, and what need not be sent again. */
export function artifactFileRoutes(api: Api, services: ApiServices): void {
  const { artifacts } = services;

  api.route({
    method: 'GET',
    url: '/:project_id/artifacts/unresolved',
    config: { access: 'viewer' },
    schema: {
      operationId: 'unresolvedFiles',
      tags,
      summary: 'Files whose frames show no source, and why, over the newest events of the last `days`',
      params: projectParams,
      querystring: z.strictObject({
        days: z.coerce.number().int().min(1).max(API_LIMITS.dryRunDaysMax).default(7),
      }),
      response: { 200: unresolvedSchema },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      return unresolvedFiles(services, { projectId, days: request.query.days });
    },
  });

  api.route({
    method: 'GET',
    url: '/:project_id/artifacts/files',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'searchArtifactFiles',
      tags,
      summary: 'Files of all uploads, newest first, with why one cannot be used',
      params: projectParams,
      querystring: z.strictObject({
        ...pagingQuery,
        release: release.exactOptional(),
        debug_id: z.guid().exactOptional(),
        search: name.exactOptional().describe('A part of the name'),
        checksum: sha1.exactOptional().describe('SHA-1 of the upload'),
        state: z
          .enum(['usable', 'problem'])
          .exactOptional()
          .describe('`usable`: decoded maps and scripts that hold one. `problem`: with a reason why not'),
      }),
      response: { 200: z.object({ files: z.array(foundArtifactFileSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      const { release: wanted = null, search = null, checksum = null, state = null, ...rest } = request.query;
      const { debug_id, ...page } = rest;
      const debugId = canonicalDebugId(debug_id);
      const filter = { projectId, release: wanted, search, checksum, state, debugId };
      const { files, total } = await artifacts.searchFiles({ ...filter, ...page });
      return { files, ...pageOf(total, page) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/artifacts/known',
    config: {
      access: 'member',
      tokens: 'artifacts',
      example: { body: { release: 'shop@1.0.0', files: [{ name: '~/app.js', hash: 'a'.repeat(64) }] } },
    },
    schema: {
      operationId: 'knownArtifactFiles',
      tags,
      summary:
        'Which files need not be sent: `here` in this release, `elsewhere` in another one of the project',
      params: projectParams,
      body: knownBody,
      response: {
        200: z.object({ files: z.array(z.object({ known: z.enum(['here', 'elsewhere']).nullable() })) }),
      },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      const { release: wanted, dist, files } = request.body;
      const known = await artifacts.knownFiles({
        projectIds: [projectId],
        release: wanted,
        dist,
        files: files.map((file) => ({ ...file, debugId: canonicalDebugId(file.debug_id ?? undefined) })),
      });
      return {
        files: known.map((found) => ({
          known: found === null ? null : found.isHere ? ('here' as const) : ('elsewhere' as const),
        })),
      };
    },
  });
}
