import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

const FOLDER = join(import.meta.dirname, 'page');
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
};

export type BrowserSdk = '@bugsage/sdk' | '@sentry/browser';
export type PageServer = { readonly origin: string; stop(): Promise<void> };

/**
 * Serves the page of tickets from an origin of its own. Its modules arrive as they are written; only `/reporting.js` is
 * bundled: the SDK, whole and under its own names. The page cannot tell the SDKs apart.
 */
export async function servePage(
  sdk: BrowserSdk,
  settings: Record<string, string>,
  /** Where the SDK is installed. */
  installation: string = FOLDER,
): Promise<PageServer> {
  const reporting = await bundle(sdk, installation);
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response);
  });
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const body = await contentOf(path);
    response.setHeader('content-type', CONTENT_TYPES[extname(path) || '.html'] ?? 'text/plain');
    response.writeHead(body === null ? 404 : 200).end(body ?? 'not found');
  };
  const contentOf = async (path: string): Promise<string | null> => {
    if (path === '/reporting.js') return reporting;
    if (path === '/seats.json') return '[]';
    if (path === '/booking.js' || path === '/prices.js') return readFile(join(FOLDER, path), 'utf8');
    if (path !== '/') return null;
    const html = await readFile(join(FOLDER, 'index.html'), 'utf8');
    return html.replace('{{settings}}', JSON.stringify(settings));
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

/** The page starts each SDK with the same words; what Sentry's does by default is an integration of ours. */
const SDK_MODULES: Readonly<Record<BrowserSdk, string>> = {
  '@sentry/browser': "export * from '@sentry/browser'",
  '@bugsage/sdk': `
    import { breadcrumbs, init as start, sessions } from '@bugsage/sdk';
    export { captureException, captureMessage, setTag, setUser } from '@bugsage/sdk';
    export const init = (options) => start({ ...options, integrations: [breadcrumbs(), sessions()] });`,
};

async function bundle(sdk: BrowserSdk, resolveDir: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SDK_MODULES[sdk], resolveDir },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
