import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { MultipartFile } from '@fastify/multipart';
import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Assembler } from '../../artifacts/assembler.ts';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import type { Api } from '../api-instance.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { callerOf } from '../auth/caller.ts';
import type { ApiServices } from '../services.ts';
import {
  anyQuery,
  distName,
  findProjects,
  organizationParams,
  projectNames,
  releaseName,
  releaseParams,
  sha1,
} from './tool-requests.ts';

const tags = ['release tools'];
const inflate = promisify(gunzip);

const assembleBody = z.object({
  checksum: sha1,
  chunks: z
    .array(sha1)
    .min(1)
    .max(Math.ceil(ARTIFACT_LIMITS.bundleBytesMax / ARTIFACT_LIMITS.chunkBytes)),
  projects: projectNames.min(1),
  version: releaseName.nullish(),
  dist: distName.nullish(),
});

const ASSEMBLE_EXAMPLE = {
  checksum: 'a'.repeat(40),
  chunks: ['b'.repeat(40)],
  projects: [EXAMPLE_IDS.project],
};

/** Uploads in parts: ask what is missing, send it, ask until it is put together (protocol.md 1.17, steps 2 to 5). */
export function uploadRoutes(api: Api, services: ApiServices & { assembler: Assembler }): void {
  api.route({
    method: 'GET',
    url: '/organizations/:organization/chunk-upload/',
    config: { access: 'member', tokens: 'artifacts' },
    schema: {
      operationId: 'uploadCapabilities',
      tags,
      summary: 'How to upload: part size, address, and what is accepted',
      params: organizationParams,
      querystring: anyQuery,
    },
    handler: async (request) => {
      await findProjects(services, request, { ...request.params, projects: null });
      const base = services.configuration.BUGSAGE_PUBLIC_URL ?? `${request.protocol}://${request.host}`;
      const organization = encodeURIComponent(request.params.organization);
      return {
        url: `${base.replace(/\/+$/, '')}/api/0/organizations/${organization}/chunk-upload/`,
        chunkSize: ARTIFACT_LIMITS.chunkBytes,
        chunksPerRequest: ARTIFACT_LIMITS.chunksPerRequest,
        maxFileSize: ARTIFACT_LIMITS.bundleBytesMax,
        maxRequestSize: ARTIFACT_LIMITS.chunkBytes * ARTIFACT_LIMITS.chunksPerRequest,
        concurrency: 2,
        hashAlgorithm: 'sha1',
        compression: ['gzip'],
        accept: ['release_files', 'artifact_bundles', 'artifact_bundles_v2', 'sources'],
      };
    },
  });

  api.route({
    method: 'POST',
    url: '/organizations/:organization/chunk-upload/',
    config: { access: 'member', tokens: 'artifacts' },
    bodyLimit: ARTIFACT_LIMITS.requestBytesMax,
    schema: {
      operationId: 'uploadChunks',
      tags,
      summary: 'Upload parts: multipart fields file or file_gzip, each named by the SHA-1 of its bytes',
      params: organizationParams,
      querystring: anyQuery,
      consumes: ['multipart/form-data'],
    },
    handler: async (request) => {
      const { organizationId } = await findProjects(services, request, { ...request.params, projects: null });
      for await (const part of request.files()) {
        const bytes = await readPart(part);
        await services.artifacts.saveChunk(organizationId, part.filename, bytes);
      }
      return {};
    },
  });

  const assemble = async (
    request: Parameters<typeof findProjects>[1],
    organization: string,
    body: z.infer<typeof assembleBody>,
  ) => {
    const { organizationId, projects } = await findProjects(services, request, {
      organization,
      projects: body.projects,
    });
    return services.assembler.assemble({
      organizationId,
      projectIds: projects.map(({ id }) => id),
      checksum: body.checksum,
      chunks: body.chunks,
      release: body.version ?? '',
      dist: body.dist ?? '',
      uploadedBy: callerOf(request).user.email,
    });
  };

  api.route({
    method: 'POST',
    url: '/organizations/:organization/artifactbundle/assemble/',
    config: { access: 'member', tokens: 'artifacts', example: { body: ASSEMBLE_EXAMPLE } },
    schema: {
      operationId: 'assembleBundle',
      tags,
      summary: 'Put an uploaded bundle together; answers what is missing, or how far it is',
      params: organizationParams,
      querystring: anyQuery,
      body: assembleBody,
    },
    handler: async (request) => assemble(request, request.params.organization, request.body),
  });

  // Tools before artifact bundles: the release is in the path, the projects are those that have it.
  api.route({
    method: 'POST',
    url: '/organizations/:organization/releases/:version/assemble/',
    config: { access: 'member', tokens: 'artifacts', example: { body: ASSEMBLE_EXAMPLE } },
    schema: {
      operationId: 'assembleReleaseFiles',
      tags,
      summary: 'Put uploaded files of a release together',
      params: releaseParams,
      querystring: anyQuery,
      body: assembleBody.extend({ projects: projectNames.optional() }),
    },
    handler: async (request) => {
      const { organization, version } = request.params;
      const { projects } = await findProjects(services, request, {
        organization,
        projects: request.body.projects ?? null,
      });
      const known = await Promise.all(projects.map(({ id }) => services.releases.get(id, version)));
      const having = projects.filter((_, index) => known[index] !== null);
      const names = (having.length === 0 ? projects : having).map(({ id }) => String(id));
      return assemble(request, organization, { ...request.body, version, projects: names });
    },
  });
}

/** The bytes of a part, checked against its name. */
async function readPart(part: MultipartFile): Promise<Buffer> {
  const sent = await part.toBuffer();
  const bytes = part.fieldname === 'file_gzip' ? await inflatePart(sent) : sent;
  const checksum = createHash('sha1').update(bytes).digest('hex');
  if (checksum === part.filename) return bytes;
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'wrong_checksum',
    message: `A part is named ${part.filename.slice(0, 64)}, and its bytes have the SHA-1 ${checksum}.`,
  });
}

async function inflatePart(sent: Buffer): Promise<Buffer> {
  try {
    return await inflate(sent, { maxOutputLength: ARTIFACT_LIMITS.chunkBytes });
  } catch (error) {
    throw new BugSageError({
      kind: 'invalid_input',
      code: 'invalid_part',
      message: `A compressed part is damaged, or longer than ${ARTIFACT_LIMITS.chunkBytes} bytes.`,
      cause: error,
    });
  }
}
