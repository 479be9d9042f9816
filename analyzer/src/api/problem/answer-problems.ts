import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';
import { problem, problemOf } from './error-table.ts';
import { PROBLEM_MEDIA_TYPE, type Problem } from './problem.ts';

/** Seconds a caller should wait when a store is away; an engine restarts in about this time. */
const RETRY_AFTER_SECONDS = 5;

/** Makes every failure of a request a problem document; unexpected ones are logged with the request's id. */
export function answerProblems(api: Api): void {
  api.setErrorHandler(async (error, request, reply) => {
    const answer = problemOf(error);
    if (answer.status >= 500) request.log.error({ err: error, code: answer.code }, 'A request failed.');
    return sendProblem(reply, answer);
  });
}

export function sendProblem(
  reply: FastifyReply,
  answer: Problem,
  mediaType: string = PROBLEM_MEDIA_TYPE,
): FastifyReply {
  if (answer.status === 401) reply.header('www-authenticate', 'Bearer realm="bugsage"');
  if (answer.status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  // A string, so that the response schemas of the route do not apply to it.
  return reply.code(answer.status).type(mediaType).send(JSON.stringify(answer));
}

export function routeNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(
    reply,
    problem(404, 'route_not_found', `There is no route ${request.method} at this path. See /docs.`),
  );
}

const HTTP_ERRORS: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: problem(431, 'headers_too_large', 'The headers are larger than 16,384 bytes.'),
  ERR_HTTP_REQUEST_TIMEOUT: problem(408, 'request_timeout', 'The request did not arrive in time.'),
};

/** Answers bytes that are not HTTP at all; there is no request object yet. */
export function answerMalformedHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const answer =
    HTTP_ERRORS[error.code ?? ''] ?? problem(400, 'malformed_http', 'This is not a valid HTTP request.');
  const body = JSON.stringify(answer);
  socket.end(
    `HTTP/1.1 ${answer.status} ${answer.title}\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
