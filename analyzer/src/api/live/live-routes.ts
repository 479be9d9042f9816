import websocket from '@fastify/websocket';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOfToken, type People } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Tokens } from '../auth/tokens.ts';
import { sendProblem } from '../problem/answer-problems.ts';
import type { ApiServices } from '../services.ts';
import { LIVE_LIMITS } from './limits.ts';
import { close, streamTo } from './live-connection.ts';
import { createLiveFeed } from './live-feed.ts';
import { helloSchema } from './live-message.ts';

/** The live stream at `/live` (docs/live.md): a WebSocket (RFC 6455) whose first message says who listens. */
export async function liveRoutes(
  api: Api,
  services: ApiServices,
  auth: { people: People; tokens: Tokens },
): Promise<void> {
  const feed = createLiveFeed(services.activity, services.logger);
  const perUser = new Map<string, number>();
  let open = 0;
  await api.register(websocket, {
    options: { maxPayload: LIVE_LIMITS.messageBytesMax, perMessageDeflate: false },
  });
  api.addHook('onClose', () => feed.stop());

  const identify = async (token: string): Promise<Caller | null> =>
    callerOfToken(auth.people, auth.tokens, token).catch(() => null);

  const listen = async (socket: WebSocket, text: string): Promise<void> => {
    const hello = helloSchema.safeParse(parseJson(text));
    if (!hello.success) return close(socket, 'malformed');
    const { token, project_id, after } = hello.data;
    const caller = await identify(token);
    if (caller === null) return close(socket, 'unauthenticated');
    const userId = caller.user.id;
    const count = perUser.get(userId) ?? 0;
    if (count >= LIVE_LIMITS.connectionsPerUserMax) return close(socket, 'tooMany');
    const isMine = project_id === undefined || caller.scope.projectIds.includes(project_id);
    if (!isMine) return close(socket, 'notFound');
    perUser.set(userId, count + 1);
    socket.once('close', () => {
      const left = (perUser.get(userId) ?? 1) - 1;
      if (left === 0) perUser.delete(userId);
      else perUser.set(userId, left);
    });
    const readScope = async () => {
      const now = await identify(token);
      const ids = now?.scope.projectIds.filter((id) => project_id === undefined || id === project_id);
      return ids === undefined ? null : new Set(ids);
    };
    await streamTo({ socket, activity: services.activity, feed, readScope, after });
  };

  api.route({
    method: 'GET',
    url: '/live',
    config: { access: 'public' },
    schema: {
      operationId: 'live',
      tags: ['operations'],
      summary: 'Changes of issues, analyses and fixes as they happen: a WebSocket, see docs/live.md',
      response: { 426: z.unknown().describe('Only as a WebSocket') },
    },
    handler: async (_request, reply) => {
      reply.header('upgrade', 'websocket');
      return sendProblem(reply, {
        type: 'urn:bugsage:problem:upgrade_required',
        title: 'Upgrade Required',
        status: 426,
        detail: 'Open this address as a WebSocket and send a hello first. See docs/live.md.',
        code: 'upgrade_required',
      });
    },
    wsHandler: (socket) => {
      open += 1;
      socket.once('close', () => {
        open -= 1;
      });
      socket.on('error', () => undefined);
      if (open > LIVE_LIMITS.connectionsMax) return close(socket, 'tooMany');
      const impatience = setTimeout(() => close(socket, 'malformed'), LIVE_LIMITS.helloTimeoutMs);
      socket.once('close', () => clearTimeout(impatience));
      socket.once('message', (data) => {
        clearTimeout(impatience);
        socket.once('message', () => close(socket, 'malformed'));
        listen(socket, (data as Buffer).toString('utf8')).catch((error: unknown) => {
          services.logger.warn({ err: error }, 'A live connection could not be served.');
          close(socket, 'stopping');
        });
      });
    },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
