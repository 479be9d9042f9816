import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ProviderCall = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
};
export type ProviderReply = {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
/** Null is a route the provider does not have. */
export type ProviderRoutes = (call: ProviderCall) => ProviderReply | null;
/**
 * `cut_after`: done, and the connection ends before the answer. `hold_after`: done, and the answer never comes. `hang`:
 * neither done nor answered.
 */
export type ProviderFault = 'cut_after' | 'hold_after' | 'hang' | ProviderReply | null;

export type ProviderServer = {
  readonly url: string;
  readonly calls: ProviderCall[];
  /** Calls that change something, as `METHOD /path`. */
  writes(): string[];
  fault: ((call: ProviderCall) => ProviderFault) | null;
  stop(): Promise<void>;
};

/** A server on loopback that answers as the routes say, and fails as the test says. */
export async function startProviderServer(routes: ProviderRoutes): Promise<ProviderServer> {
  const calls: ProviderCall[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const text = Buffer.concat(chunks).toString('utf8');
      const call: ProviderCall = {
        method: request.method ?? '',
        path: pathname,
        query: searchParams,
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        headers: request.headers,
      };
      calls.push(call);
      const fault = server.fault?.(call) ?? null;
      if (fault === 'hang') return;
      const reply = typeof fault === 'object' && fault !== null ? fault : routes(call);
      if (fault === 'hold_after') return;
      if (fault === 'cut_after') {
        response.destroy();
        return;
      }
      const { status, json, headers = {} } = reply ?? { status: 404, json: { message: 'Not Found' } };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(json === undefined ? '' : JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const server: ProviderServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    calls,
    writes: () =>
      calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    fault: null,
    stop: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  return server;
}
