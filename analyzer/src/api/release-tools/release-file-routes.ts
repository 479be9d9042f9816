import { createHash } from 'node:crypto';
import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Assembler } from '../../artifacts/assembler.ts';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import { describeFile } from '../../artifacts/manifest.ts';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import type { ApiServices } from '../services.ts';
import { anyQuery, distName, findProjects, projectParams, releaseParams } from './tool-requests.ts';

const fileParams = projectParams.extend(releaseParams.shape);
const fieldsSchema = z.object({
  name: z.string().min(1).max(ARTIFACT_LIMITS.nameLengthMax),
  dist: distName.optional(),
  /** `Sourcemap:app.js.map`, as tools send headers of the file. */
  header: z.array(z.string()),
});

/** Files of a release one by one, each whole in one request: what tools did before they uploaded in parts. */
export function releaseFileRoutes(api: Api, services: ApiServices & { assembler: Assembler }): void {
  api.route({
    method: 'POST',
    url: '/projects/:organization/:project/releases/:version/files/',
    config: { access: 'member', tokens: 'artifacts' },
    bodyLimit: ARTIFACT_LIMITS.fileBytesMax,
    schema: {
      operationId: 'uploadReleaseFile',
      tags: ['release tools'],
      summary: 'Upload one file of a release: multipart fields file, name, dist, header',
      params: fileParams,
      querystring: anyQuery,
      consumes: ['multipart/form-data'],
    },
    handler: async (request, reply) => {
      const { organization, project, version } = request.params;
      const found = await findProjects(services, request, { organization, projects: [project] });
      const part = await request.file({ limits: { fileSize: ARTIFACT_LIMITS.fileBytesMax, files: 1 } });
      if (part === undefined) throw invalidFile('The request has no part named file.');
      const bytes = await part.toBuffer();
      const fields = fieldsSchema.safeParse({
        name: textOf(part.fields['name'])[0] ?? part.filename,
        dist: textOf(part.fields['dist'])[0],
        header: textOf(part.fields['header']),
      });
      if (!fields.success) throw invalidFile('The fields name, dist or header are missing or too long.');
      const { name, dist, header } = fields.data;
      const checksum = createHash('sha1').update(name).update('\n').update(bytes).digest('hex');
      const projectIds = found.projects.map(({ id }) => id);
      for (const project_id of projectIds) await services.releases.announce({ project_id, version });
      await services.assembler.addFile({
        organizationId: found.organizationId,
        projectIds,
        checksum,
        chunks: [],
        release: version,
        dist: dist ?? '',
        uploadedBy: callerOf(request).user.email,
        file: describeFile({ name, type: undefined, headers: Object.fromEntries(header.map(headerPair)) }),
        bytes,
      });
      reply.code(201);
      return { id: checksum, name, dist: dist ?? null, sha1: checksum, size: bytes.byteLength, headers: {} };
    },
  });
}

function headerPair(text: string): [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** Text fields that came before the file, in the shape the multipart parser gives. */
function textOf(field: unknown): string[] {
  return [field].flat().flatMap((entry) => {
    const value = (entry as { value?: unknown } | undefined)?.value;
    return typeof value === 'string' ? [value] : [];
  });
}

function invalidFile(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'invalid_release_file', message });
}
