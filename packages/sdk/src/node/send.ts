import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

import { REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { Send } from '../platform.ts';

/** Posts batches over kept connections that do not keep the process alive. Status 0 when there is no answer. */
export function createNodeSend(): Send {
  const options = { keepAlive: true, maxSockets: 2 };
  const http = { request: httpRequest, agent: new HttpAgent(options) };
  const https = { request: httpsRequest, agent: new HttpsAgent(options) };
  return (url, body) =>
    new Promise((resolve) => {
      const text = body as string;
      const { request, agent } = url.startsWith('https:') ? https : http;
      const headers = {
        'Content-Type': 'text/plain;charset=UTF-8',
        'Content-Length': Buffer.byteLength(text),
      };
      const call = request(
        url,
        { method: 'POST', agent, headers, timeout: REQUEST_TIMEOUT_MS },
        (response) => {
          response.resume();
          response.on('error', () => resolve({ status: 0 }));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              retryAfter: response.headers['retry-after'] ?? null,
              rateLimits: String(response.headers['x-sentry-rate-limits'] ?? ''),
            }),
          );
        },
      );
      call.on('socket', (socket) => socket.unref());
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve({ status: 0 }));
      // Only browsers compress; a Blob does not come here.
      call.end(text);
    });
}
