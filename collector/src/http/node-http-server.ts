import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BugSageError, LIMITS } from '@bugsage/core';
import { type ClientAddress, createClientAddress } from './client-address.ts';
import {
  AMBIGUOUS_FRAMING,
  HANDLER_FAILED,
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  type HttpServerOptions,
} from './http-server.ts';
import { HTTP_LIMITS } from './limits.ts';
import { type BodyBudget, RequestBody } from './request-body.ts';
import { createRunningRequests, type RunningRequests } from './running-requests.ts';

type Context = {
  readonly options: HttpServerOptions;
  readonly clientAddress: ClientAddress;
  readonly budget: BodyBudget;
  readonly running: RunningRequests;
};

/** The port on node:http, for machines without a build of uWebSockets.js. Two to three times its CPU per request. */
export async function listenOnNode(
  options: HttpServerOptions & { readonly name: string },
): Promise<HttpServer> {
  const context: Context = {
    options,
    clientAddress: createClientAddress(options.trustedProxies ?? []),
    budget: { bufferedBytes: 0 },
    running: createRunningRequests(),
  };
  const server = createServer(
    {
      maxHeaderSize: HTTP_LIMITS.headerBytesMax,
      headersTimeout: HTTP_LIMITS.idleMs,
      keepAliveTimeout: HTTP_LIMITS.idleMs,
      // Bodies have the throughput rule below, which lets a big one take its time.
      requestTimeout: 0,
      connectionsCheckingInterval: HTTP_LIMITS.idleMs / 5,
    },
    (message, response) => void exchange(context, message, response),
  );
  await listen(server, options);
  let closing: Promise<void> | undefined;
  return {
    name: options.name,
    port: (server.address() as AddressInfo).port,
    close: () => {
      closing ??= closeServer(server, context.running);
      return closing;
    },
  };
}

async function exchange(context: Context, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, budget, running } = context;
  const body = new RequestBody({ bytesMax: LIMITS.requestBodyBytesMax, budget });
  collectBody(message, body);
  const request = readHead(context, message, body);
  running.begin();
  let answer: HttpAnswer;
  try {
    // llhttp lets HTTP/0.9 through, which has no status line to answer with.
    answer = message.httpVersionMajor === 1 ? await options.handler(request) : AMBIGUOUS_FRAMING;
  } catch (error) {
    options.onHandlerError?.(error);
    answer = HANDLER_FAILED;
  }
  const bodyEnded = await body.discard();
  writeAnswer(response, { answer, head: request.method === 'HEAD', close: !bodyEnded });
  running.end();
}

function collectBody(message: IncomingMessage, body: RequestBody): void {
  let bytesSinceCheck = 0;
  const slowBody = setTimeout(() => message.socket.destroy(), HTTP_LIMITS.idleMs);
  message.on('data', (chunk: Buffer) => {
    bytesSinceCheck += chunk.length;
    if (bytesSinceCheck >= HTTP_LIMITS.bodyBytesPerIdleMin) {
      bytesSinceCheck = 0;
      slowBody.refresh();
    }
    body.push(chunk);
  });
  message.on('end', () => {
    clearTimeout(slowBody);
    body.end();
  });
  message.on('close', () => {
    clearTimeout(slowBody);
    if (!message.complete) body.abort();
  });
  // A reset is reported as an error before `close`; it is nobody's failure here.
  message.on('error', () => undefined);
}

function readHead(context: Context, message: IncomingMessage, body: RequestBody): HttpRequest {
  const target = message.url ?? '';
  const questionMark = target.indexOf('?');
  const header = (name: string): string => {
    const value = message.headers[name];
    return typeof value === 'string' ? value : (value?.join(', ') ?? '');
  };
  return {
    method: message.method ?? '',
    path: questionMark < 0 ? target : target.slice(0, questionMark),
    query: questionMark < 0 ? '' : target.slice(questionMark + 1),
    remoteAddress: context.clientAddress(message.socket.remoteAddress ?? '', header('x-forwarded-for')),
    header,
    readBody: (bytesMax) => body.read(bytesMax, Number(header('content-length') || 0)),
  };
}

function writeAnswer(
  response: ServerResponse,
  { answer, head, close }: { answer: HttpAnswer; head: boolean; close: boolean },
): void {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('content-length', Buffer.byteLength(answer.body));
  if (close) response.setHeader('connection', 'close');
  response.writeHead(answer.status);
  response.end(head ? undefined : answer.body);
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new BugSageError({
          kind: 'unavailable',
          code: 'cannot_listen',
          message: `Cannot listen on ${host}:${port}. Is the port in use, or the address not of this machine?`,
          retryable: false,
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

async function closeServer(server: Server, running: RunningRequests): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  await running.drained();
  server.closeAllConnections();
  await closed;
}
