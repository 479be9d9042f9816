import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Api } from './api-instance.ts';

const USABLE = /^[A-Za-z0-9_-]{8,64}$/;

/** The caller's `x-request-id` when it is harmless in logs, else a new one. */
export function requestId(message: IncomingMessage): string {
  const given = message.headers['x-request-id'];
  return typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
}

/** Names every answer, and logs each at debug; failures log themselves. */
export function traceRequests(api: Api): void {
  api.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  api.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime),
      },
      'Request answered.',
    );
  });
}
