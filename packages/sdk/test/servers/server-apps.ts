import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Controller, HttpCode, Module, Post, Req } from '@nestjs/common';
import { BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';

import { errorHandler } from '@bugsage/sdk/express';
import { bugsage as fastifyBugsage } from '@bugsage/sdk/fastify';
import { bugsage as honoBugsage } from '@bugsage/sdk/hono';
import { bugsage as koaBugsage } from '@bugsage/sdk/koa';
import { withReporting } from '@bugsage/sdk/nest';

/** What an application does with a request: it may throw, and it is given what was posted. */
export type Work = (body: { task: string }) => unknown;
export type App = { origin: string; stop: () => Promise<void> };

/** The same small application in six frameworks: `POST /orders/:id` with a JSON body. */
export const SERVER_APPS: Readonly<Record<string, (work: Work) => Promise<App>>> = {
  http: (work) =>
    listen(
      createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          Promise.resolve(JSON.parse(Buffer.concat(chunks).toString()) as { task: string })
            .then(work)
            .then(
              () => response.end('{}'),
              () => response.writeHead(500).end(),
            );
        });
      }),
    ),
  express: (work) => {
    const app = express();
    app.use(express.json());
    app.post('/orders/:id', (request, response, next) => {
      Promise.resolve(request.body as { task: string })
        .then(work)
        .then(() => response.json({}))
        // oxlint-disable-next-line promise/no-callback-in-promise -- how Express is told
        .catch(next);
    });
    app.use(errorHandler());
    // Express prints what nobody handles.
    const answerFailure: express.ErrorRequestHandler = (_error, _request, response, _next) => {
      response.status(500).end();
    };
    app.use(answerFailure);
    return listen(createServer(app as unknown as RequestListener));
  },
  async fastify(work) {
    const app = Fastify();
    await app.register(fastifyBugsage as never);
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Fastify, which awaits it
    app.post('/orders/:id', async (request): Promise<object> => {
      await work(request.body as { task: string });
      return {};
    });
    return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), stop: () => app.close() };
  },
  koa(work) {
    const app = new Koa();
    app.silent = true;
    app.use(koaBugsage());
    app.use(async (context) => {
      const chunks: Buffer[] = [];
      for await (const chunk of context.req) chunks.push(chunk as Buffer);
      await work(JSON.parse(Buffer.concat(chunks).toString()) as { task: string });
      context.body = {};
    });
    const handle = app.callback();
    return listen(createServer((request, response) => void handle(request, response)));
  },
  hono(work) {
    const app = new Hono();
    app.use(honoBugsage());
    app.post('/orders/:id', async (context) => {
      await work(await context.req.json());
      return context.json({});
    });
    app.onError((_error, context) => context.body(null, 500));
    return listen(
      createServer((request, response) => {
        const answer = async (): Promise<void> => {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          const url = `http://${request.headers.host}${request.url}`;
          const answered = await app.fetch(new Request(url, { method: 'POST', body: Buffer.concat(chunks) }));
          response.writeHead(answered.status).end(await answered.text());
        };
        void answer();
      }),
    );
  },
  async nest(work) {
    class OrdersController {
      async create(request: { body: { task: string } }): Promise<object> {
        await work(request.body);
        return {};
      }
    }
    // What decorators do, without their syntax, which Node cannot run.
    const { prototype } = OrdersController;
    const method = Object.getOwnPropertyDescriptor(prototype, 'create') as PropertyDescriptor;
    Post('orders/:id')(prototype, 'create', method);
    HttpCode(200)(prototype, 'create', method);
    Req()(prototype, 'create', 0);
    Controller()(OrdersController);
    // oxlint-disable-next-line typescript/no-extraneous-class -- a module of Nest is a class
    class AppModule {}
    Module({ controllers: [OrdersController] })(AppModule);
    const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false });
    const Filter = withReporting(BaseExceptionFilter);
    app.useGlobalFilters(new Filter(app.getHttpAdapter()));
    await app.listen(0, '127.0.0.1');
    return { origin: originOf(app.getHttpServer() as Server), stop: () => app.close() };
  },
};

async function listen(server: Server): Promise<App> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: originOf(server),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
