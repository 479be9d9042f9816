import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from './api-instance.ts';
import { routeNotFound } from './problem/answer-problems.ts';

/** The build puts a hash of the content into these names. */
const HASHED_FILES = `${sep}assets${sep}`;

/** Serves the built dashboard. Its pages are drawn by the browser, so every unknown page is the same document. */
export async function serveDashboard(api: Api, directory: string | null): Promise<void> {
  if (directory === null) {
    api.setNotFoundHandler(routeNotFound);
    return;
  }
  await api.register(fastifyStatic, {
    root: directory,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isForever = path.includes(HASHED_FILES);
      reply.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  api.setNotFoundHandler((request, reply) =>
    isPage(request) ? sendPage(reply) : routeNotFound(request, reply),
  );
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && !/^\/(api|docs)(\/|\?|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.code(200).sendFile('index.html');
}
