import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { fastifyTunnel, nodeTunnel, tunnel } from '@bugsage/sdk/tunnel';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from '../support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});
afterEach(() => collector.close());

type Tunnel = { origin: string; stop: () => unknown };

/** Applications that also read JSON, with the line of docs/sdk/tunnel.md. */
const TUNNELS: Readonly<Record<string, (dsn: string) => Promise<Tunnel>>> = {
  async Express(dsn) {
    const app = express();
    app.post('/errors', nodeTunnel(dsn));
    app.use(express.json());
    app.post('/orders', (request, response) => void response.json(request.body));
    return serve(app);
  },
  async Fastify(dsn) {
    const app = Fastify();
    await app.register(fastifyTunnel('/errors', dsn) as never);
    app.post('/orders', (request, reply) => reply.send(request.body));
    return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), stop: () => app.close() };
  },
  async Hono(dsn) {
    const app = new Hono();
    app.post('/errors', (context) => tunnel(dsn)(context.req.raw));
    app.post('/orders', async (context) => context.json(await context.req.json()));
    return serve((request, response) => {
      const answer = async (): Promise<void> => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const url = `http://${request.headers.host}${request.url}`;
        const answered = await app.fetch(new Request(url, { method: 'POST', body: Buffer.concat(chunks) }));
        response.writeHead(answered.status).end(await answered.text());
      };
      void answer();
    });
  },
};

it.each(Object.entries(TUNNELS))(
  '%s passes batches on, compressed or not, and its own requests work',
  async (_, open) => {
    const { origin, stop } = await open(collector.dsn);
    const header = JSON.stringify({
      v: 1,
      k: '0123456789abcdef0123456789abcdef',
      sdk: ['t', '1'],
      p: 'javascript',
      at: 1,
      t: ['through'],
    });
    const row = (id: string): string => JSON.stringify(['e', id.repeat(32), 0, null, [], { m: 0 }]);
    const post = (body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
      fetch(`${origin}/errors`, { method: 'POST', body });
    expect((await post(`${header}\n${row('a')}`)).status).toBe(200);
    // A Blob without a type, as `compression()` sends it.
    expect((await post(new Uint8Array(gzipSync(`${header}\n${row('b')}`)))).status).toBe(200);
    expect(collector.events().map(({ message }) => message)).toEqual(['through', 'through']);
    const order = await fetch(`${origin}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"id":7}',
    });
    expect(await order.json()).toEqual({ id: 7 });
    await stop();
  },
);

async function serve(listener: RequestListener): Promise<Tunnel> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
