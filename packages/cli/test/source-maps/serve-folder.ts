import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** Serves a build, without its maps as most sites do; the page gets its settings. */
export async function serveFolder(
  folder: string,
  settings: Record<string, string>,
): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://localhost').pathname, response);
  });
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const file = path === '/' ? '/index.html' : path;
    const content = file.endsWith('.map')
      ? null
      : await readFile(join(folder, file), 'utf8').catch(() => null);
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
    response.writeHead(content === null ? 404 : 200);
    response.end(content?.replace(/\{ ?"settings": ?"here" ?\}/, JSON.stringify(settings)) ?? 'not found');
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
