import type { HttpServer, HttpServerOptions } from './http-server.ts';
import { loadUws } from './load-uws.ts';
import { listenOnNode } from './node-http-server.ts';
import { listenOnUws } from './uws-server.ts';

export const HTTP_ADAPTERS = ['auto', 'uws', 'node'] as const;
export type HttpAdapter = (typeof HTTP_ADAPTERS)[number];

/**
 * Starts the HTTP front on the best adapter there is (docs/decisions/http-server.md). `auto` falls back to node:http
 * and says why in its name; `uws` throws instead. Throws `BugSageError` `cannot_listen`.
 */
export async function startServer(
  options: HttpServerOptions & { readonly adapter?: HttpAdapter },
): Promise<HttpServer> {
  const { adapter = 'auto' } = options;
  if (adapter === 'node') return listenOnNode({ ...options, name: 'node:http (chosen)' });
  const uws = loadUws();
  if (uws.kind === 'loaded') return listenOnUws(uws.binding, { ...options, name: uws.name });
  if (adapter === 'uws') throw new Error(`No usable build of uWebSockets.js: ${uws.reason}.`);
  return listenOnNode({ ...options, name: `node:http (${uws.reason})` });
}
