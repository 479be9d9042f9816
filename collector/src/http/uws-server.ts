import { STATUS_CODES } from 'node:http';
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
import { createRunningRequests, type RunningRequests } from './running-requests.ts';
import { type BodyBudget, RequestBody } from './request-body.ts';
import type { UwsBinding, UwsListenSocket, UwsRequest, UwsResponse } from './uws-binding.ts';

type Context = {
  readonly options: HttpServerOptions;
  readonly clientAddress: ClientAddress;
  readonly budget: BodyBudget;
  readonly running: RunningRequests;
};

/** The port on uWebSockets.js. Everything of a request is copied before the first await: it lives on the C++ stack. */
export async function listenOnUws(
  binding: UwsBinding,
  options: HttpServerOptions & { readonly name: string },
): Promise<HttpServer> {
  const context: Context = {
    options,
    clientAddress: createClientAddress(options.trustedProxies ?? []),
    budget: { bufferedBytes: 0 },
    running: createRunningRequests(),
  };
  const app = binding.App().any('/*', (response, request) => void exchange(context, response, request));
  const socket = await new Promise<UwsListenSocket>((resolve, reject) => {
    app.listen(options.host, options.port, (opened) => {
      if (opened) resolve(opened);
      else reject(cannotListen(options));
    });
  });
  let closing: Promise<void> | undefined;
  return {
    name: options.name,
    port: binding.us_socket_local_port(socket),
    close: () => {
      closing ??= closeUws();
      return closing;
    },
  };

  async function closeUws(): Promise<void> {
    binding.us_listen_socket_close(socket);
    await context.running.drained();
    app.close();
  }
}

async function exchange(context: Context, response: UwsResponse, request: UwsRequest): Promise<void> {
  const { options, budget, running } = context;
  const body = new RequestBody({ bytesMax: LIMITS.requestBodyBytesMax, budget });
  let aborted = false;
  // First of all: using a response after its connection is gone ends the process.
  response.onAborted(() => {
    aborted = true;
    body.abort();
  });
  response.onData((chunk, isLast) => {
    // The memory is taken away when this function returns.
    if (chunk.byteLength > 0) body.push(Buffer.from(new Uint8Array(chunk)));
    if (isLast) body.end();
  });
  const copied = copyRequest(context, { request, response, body });
  running.begin();
  let answer: HttpAnswer;
  try {
    answer = isAmbiguous(copied) ? AMBIGUOUS_FRAMING : await options.handler(copied);
  } catch (error) {
    options.onHandlerError?.(error);
    answer = HANDLER_FAILED;
  }
  const bodyEnded = await body.discard();
  const close = !bodyEnded || answer === AMBIGUOUS_FRAMING;
  if (!aborted) writeAnswer(response, { answer, head: copied.method === 'HEAD', close });
  running.end();
}

/**
 * uWebSockets.js takes the first of two lengths and any word for chunked. A proxy in front may read the same bytes
 * otherwise, which is how requests are smuggled (RFC 9112, section 11.2).
 */
function isAmbiguous(request: HttpRequest): boolean {
  const transferEncoding = request.header('transfer-encoding');
  if (transferEncoding !== '' && transferEncoding.toLowerCase() !== 'chunked') return true;
  return request.header('content-length').includes(',');
}

type Parts = { readonly request: UwsRequest; readonly response: UwsResponse; readonly body: RequestBody };

function copyRequest(context: Context, { request, response, body }: Parts): HttpRequest {
  const headers = new Map<string, string>();
  request.forEach((name, value) => {
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  });
  const peer = Buffer.from(response.getRemoteAddressAsText()).toString('latin1');
  return {
    method: request.getCaseSensitiveMethod(),
    path: request.getUrl(),
    query: request.getQuery() ?? '',
    remoteAddress: context.clientAddress(peer, headers.get('x-forwarded-for') ?? ''),
    header: (name) => headers.get(name) ?? '',
    readBody: (bytesMax) => body.read(bytesMax, Number(headers.get('content-length') ?? 0)),
  };
}

function writeAnswer(
  response: UwsResponse,
  { answer, head, close }: { answer: HttpAnswer; head: boolean; close: boolean },
): void {
  response.cork(() => {
    response.writeStatus(`${answer.status} ${STATUS_CODES[answer.status] ?? ''}`);
    for (const [name, value] of answer.headers) response.writeHeader(name, value);
    if (close) response.writeHeader('connection', 'close');
    if (head) {
      // With the length as its argument the call leaves the response open (seen in 20.51.4) and the next request dies.
      response.writeHeader('content-length', String(Buffer.byteLength(answer.body)));
      response.endWithoutBody();
    } else {
      response.end(answer.body, close);
    }
  });
}

function cannotListen({ host, port }: HttpServerOptions): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'cannot_listen',
    message: `Cannot listen on ${host}:${port}. Is the port in use, or the address not of this machine?`,
    retryable: false,
  });
}
