import type { Agent } from 'node:http';

import { REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { Send, SendAnswer } from '../platform.ts';
import { builtin } from './builtin.ts';

const NO_ANSWER: SendAnswer = { ok: false, status: 0, headers: { get: () => null } };

/** Posts batches over kept connections that do not keep the process alive. Status 0 when there is no answer. */
export function createNodeSend(): Send {
  let agent: Agent | undefined;
  return (url, body) =>
    new Promise((resolve) => {
      const text = body as string;
      const { request, Agent: AgentOfScheme } = builtin(
        url.startsWith('https:') ? 'node:https' : 'node:http',
      );
      agent ??= new AgentOfScheme({ keepAlive: true, maxSockets: 2 });
      const headers = {
        'Content-Type': 'text/plain;charset=UTF-8',
        'Content-Length': Buffer.byteLength(text),
      };
      const call = request(
        url,
        { method: 'POST', agent, headers, timeout: REQUEST_TIMEOUT_MS },
        (response) => {
          const { statusCode: status = 0 } = response;
          response.resume();
          response.on('error', () => resolve(NO_ANSWER));
          response.on('end', () =>
            resolve({
              ok: status >= 200 && status < 300,
              status,
              headers: { get: (name) => (response.headers[name] as string | undefined) ?? null },
            }),
          );
        },
      );
      call.on('socket', (socket) => socket.unref());
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve(NO_ANSWER));
      // Only browsers compress; a Blob does not come here.
      call.end(text);
    });
}
