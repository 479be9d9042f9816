import multipart from '@fastify/multipart';
import { createAssembler } from '../../artifacts/assembler.ts';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import type { Api } from '../api-instance.ts';
import { sendProblem } from '../problem/answer-problems.ts';
import { problemOf } from '../problem/error-table.ts';
import type { ApiServices } from '../services.ts';
import { identityRoutes } from './identity-routes.ts';
import { releaseFileRoutes } from './release-file-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

/**
 * What sentry-cli and Sentry's bundler plugins talk to (protocol.md 1.17), so that a build that uploads source maps
 * changes nothing but its address and token. Mounted at `/api/0`.
 */
export async function releaseToolRoutes(api: Api, services: ApiServices): Promise<void> {
  await api.register(multipart, {
    limits: {
      // Compressed parts are a little longer than what they hold when that is noise.
      fileSize: ARTIFACT_LIMITS.chunkBytes + 64 * 1024,
      files: ARTIFACT_LIMITS.chunksPerRequest,
      fields: 32,
      fieldSize: ARTIFACT_LIMITS.nameLengthMax,
      headerPairs: 32,
    },
  });
  api.setErrorHandler(async (error, request, reply) => {
    const answer = problemOf(error);
    if (answer.status >= 500) request.log.error({ err: error, code: answer.code }, 'A request failed.');
    // Tools read the reason from `detail`, and only of a body that calls itself JSON.
    return sendProblem(reply, answer, 'application/json');
  });
  const assembler = createAssembler({
    artifacts: services.artifacts,
    now: services.now,
    onError: (error) => services.logger.error({ error }, 'an upload of source maps could not be stored'),
  });
  api.addHook('onClose', () => assembler.stop());
  identityRoutes(api, services);
  uploadRoutes(api, { ...services, assembler });
  releaseRoutes(api, services);
  releaseFileRoutes(api, { ...services, assembler });
}
