import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { findRequestProblems } from './model-request-rules.ts';

/** One scripted answer. Without `json`, `raw` or `sse` the body is empty. */
export type ModelStep = {
  /** The call must go to this path; any when absent. */
  readonly path?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent as it is, with the content type of `headers` or `application/json`. */
  readonly raw?: string;
  /** Lines of an event stream, one chunk each. */
  readonly sse?: readonly string[];
  /** Between the chunks of `sse`. */
  readonly gapMs?: number;
  readonly delayMs?: number;
  /** Never answers; with `cutAfter`, stops in mid-body and keeps the connection. */
  readonly hang?: boolean;
  /** Resets the connection instead of answering. */
  readonly destroy?: boolean;
  /** Bytes of the body before the connection is closed. */
  readonly cutAfter?: number;
};

export type ModelRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null when it was no JSON. */
  readonly body: unknown;
  readonly text: string;
};

export type ModelServer = {
  /** Without a path. */
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly ModelRequest[];
  /** Appends steps; each call takes the next one. */
  script(...steps: readonly ModelStep[]): void;
  /** What was wrong with the calls: unscripted, to another path, against the wire format, or with a secret in it. */
  problems(): readonly string[];
  /** Forgets the steps that were not taken. */
  dropSteps(): void;
  stop(): Promise<void>;
  /** Stops, and rejects when there were problems or steps are left: for the end of each test. */
  finish(): Promise<void>;
};

/**
 * A server on a free loopback port that speaks the formats of `/v1/messages`, `/v1/responses`, `/v1/chat/completions` and
 * `/v1/models` as scripted, over real HTTP: what goes wrong with models goes wrong between an SDK and the wire. A call
 * that breaks the format's rules is answered with 400 and kept as a problem.
 */
export async function startModelServer(
  options: { readonly key?: string; readonly secrets?: readonly string[] } = {},
): Promise<ModelServer> {
  const steps: ModelStep[] = [];
  const requests: ModelRequest[] = [];
  const problems: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch((error: unknown) => problems.push(String(error)));
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    requests.push(request);
    const step = steps.shift();
    const found = findRequestProblems(request, { key: options.key ?? null, secrets: options.secrets ?? [] });
    if (step === undefined) found.push('no step is scripted for this call');
    if (step?.path !== undefined && step.path !== request.path) found.push(`expected a call to ${step.path}`);
    problems.push(...found.map((problem) => `${request.method} ${request.path}: ${problem}`));
    if (found.length > 0 || step === undefined) {
      const json = { error: { type: 'invalid_request_error', message: found.join('; ') } };
      return send(outgoing, { status: 400, json });
    }
    await send(outgoing, step);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...more) => void steps.push(...more),
    problems: () => problems,
    dropSteps: () => void steps.splice(0),
    stop,
    finish: async () => {
      await stop();
      const left = steps.map((step) => `not taken: ${JSON.stringify(step).slice(0, 200)}`);
      const all = [...problems, ...left];
      if (all.length > 0)
        throw new Error(`The model server saw ${all.length} problem(s):\n${all.join('\n')}`);
    },
  };
}

async function send(outgoing: ServerResponse, step: ModelStep): Promise<void> {
  if (step.delayMs !== undefined) await wait(step.delayMs);
  if (step.destroy === true) return void outgoing.socket?.resetAndDestroy();
  if (step.hang === true && step.cutAfter === undefined) return;
  if (step.sse !== undefined) return sendEvents(outgoing, step);
  const body = Buffer.from(step.json === undefined ? (step.raw ?? '') : JSON.stringify(step.json));
  outgoing.writeHead(step.status ?? 200, {
    'content-type': 'application/json',
    'content-length': body.byteLength,
    ...step.headers,
  });
  if (step.cutAfter === undefined) return void outgoing.end(body);
  // Two writes, so that the headers are out before the end of the story.
  outgoing.flushHeaders();
  outgoing.write(body.subarray(0, step.cutAfter), () => {
    if (step.hang !== true) outgoing.socket?.destroy();
  });
}

async function sendEvents(outgoing: ServerResponse, step: ModelStep): Promise<void> {
  outgoing.writeHead(step.status ?? 200, { 'content-type': 'text/event-stream', ...step.headers });
  outgoing.flushHeaders();
  let bytes = 0;
  for (const event of step.sse ?? []) {
    bytes += Buffer.byteLength(event);
    if (step.cutAfter !== undefined && bytes > step.cutAfter) {
      if (step.hang !== true) outgoing.socket?.destroy();
      return;
    }
    await new Promise((resolve) => outgoing.write(event, resolve));
    if (step.gapMs !== undefined) await wait(step.gapMs);
  }
  outgoing.end();
}

async function readRequest(incoming: IncomingMessage): Promise<ModelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body: parse(text),
    text,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
