import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** What the collector does with reports of one page: takes them, resets the connection, or asks to wait a minute. */
export type Mode = 'takes' | 'is down' | 'is busy';

export type ReceivedRequest = { host: string; text: string; bytes: number };

/** Everything one page asked for: its own origin is its name, which browsers put on every report of other origins. */
export type PageTraffic = {
  mode: Mode;
  html: string;
  /** Reports, without pre-flights. */
  requests: ReceivedRequest[];
  preflights: number;
};

export type TlsCollector = {
  port: number;
  page: (name: string, html: string) => PageTraffic;
  scripts: Map<string, string>;
  close: () => void;
};

/** Pages end with this; every other host stands for the collector of one of the vendors. */
export const PAGE_DOMAIN = '.page.test';

/** One HTTPS server for all hosts: pages, their scripts, and the collectors of all vendors. */
export async function startTlsCollector(): Promise<TlsCollector> {
  const pages = new Map<string, PageTraffic>();
  const scripts = new Map<string, string>();
  const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));
  const server = createServer(
    { key: read('test-only-key.pem'), cert: read('test-only-certificate.pem') },
    (request, response) => {
      const host = request.headers.host?.split(':')[0] ?? '';
      if (host.endsWith(PAGE_DOMAIN))
        servePage(pages.get(host.slice(0, -PAGE_DOMAIN.length)), request, response);
      else void takeReport(host, request, response);
    },
  );

  function servePage(
    page: PageTraffic | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const path = request.url?.split('?')[0] ?? '/';
    const script = scripts.get(path);
    if (script !== undefined) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
    } else if (path === '/' && page) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page.html);
    } else response.setHeader('content-type', 'text/html').end('<!doctype html>elsewhere');
  }

  async function takeReport(host: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = request.headers.origin ?? '';
    const page = pages.get(new URL(origin || 'https://unknown').hostname.slice(0, -PAGE_DOMAIN.length));
    if (page?.mode === 'is down') {
      request.socket.destroy();
      return;
    }
    const body = await buffer(request).catch(() => Buffer.alloc(0));
    response.setHeader('access-control-allow-origin', origin || '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'retry-after, x-sentry-rate-limits');
    response.setHeader(
      'access-control-allow-headers',
      request.headers['access-control-request-headers'] ?? '*',
    );
    if (request.method === 'OPTIONS') {
      if (page) page.preflights += 1;
      response.writeHead(204).end();
      return;
    }
    page?.requests.push({ host, text: textOf(body, request), bytes: body.length });
    if (page?.mode === 'is busy') response.writeHead(429, { 'retry-after': '60' });
    response.end('{"id":"x","err":0,"result":{"id":"x","uuid":"x"}}');
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    scripts,
    page(name, html) {
      const traffic: PageTraffic = { mode: 'takes', html, requests: [], preflights: 0 };
      pages.set(name, traffic);
      return traffic;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function textOf(body: Buffer, request: IncomingMessage): string {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString();
  if (request.headers['content-encoding'] === 'br') return brotliDecompressSync(body).toString();
  // Some send by the address.
  return body.length > 0 ? body.toString() : decodeURIComponent(request.url ?? '');
}
