/** What a batch may have as it travels; the collector refuses more as well. */
const BODY_BYTES_MAX = 1024 * 1024;
const FORWARD_TIMEOUT_MS = 10_000;
const ANSWER_HEADERS = ['content-type', 'retry-after', 'x-sentry-rate-limits'];

/**
 * Passes batches of browsers on to the collector from your own origin, which ad blockers leave alone. It only ever
 * sends to the project of its DSN. Web standards: `export const POST = tunnel(dsn)` in a Next.js route, or
 * `app.post('/errors', (c) => tunnel(dsn)(c.req.raw))` in Hono. Start the browser's SDK with `tunnel: '/errors'`.
 */
export function tunnel(dsn: string): (request: Request) => Promise<Response> {
  const url = endpointOf(dsn);
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    if (Number(request.headers.get('content-length')) > BODY_BYTES_MAX)
      return new Response(null, { status: 413 });
    const body = await request.arrayBuffer();
    if (body.byteLength > BODY_BYTES_MAX) return new Response(null, { status: 413 });
    return forward(url, body, request.headers.get('user-agent'));
  };
}

type NodeRequest = AsyncIterable<Uint8Array> & {
  method?: string | undefined;
  headers: { 'user-agent'?: string | undefined };
};
type NodeResponse = {
  writeHead: (status: number, headers?: Record<string, string>) => unknown;
  end: (body?: string) => unknown;
};

/** The same for Node's own requests: `app.post('/errors', nodeTunnel(dsn))` in Express, before body parsers. */
export function nodeTunnel(dsn: string): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  const pass = tunnel(dsn);
  return async (request, response) => {
    const body = await readBody(request);
    const headers = { 'user-agent': request.headers['user-agent'] ?? '' };
    const answer = await pass(
      new Request('http://tunnel/', {
        method: request.method ?? 'POST',
        headers,
        ...(request.method === 'POST' && { body }),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  };
}

type FastifyApp = {
  removeAllContentTypeParsers: () => void;
  addContentTypeParser: (
    type: string,
    parse: (request: never, body: never, done: (error: null) => void) => void,
  ) => unknown;
  post: (
    path: string,
    handle: (request: { raw: NodeRequest }, reply: { raw: NodeResponse; hijack: () => unknown }) => void,
  ) => unknown;
};

/** The same as a plugin of Fastify: `app.register(fastifyTunnel('/errors', dsn))`. Other routes keep their parsers. */
export function fastifyTunnel(
  path: string,
  dsn: string,
): (app: FastifyApp, options: object, done: () => void) => void {
  const pass = nodeTunnel(dsn);
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _body, next) => next(null));
    app.post(path, (request, reply) => {
      reply.hijack();
      void pass(request.raw, reply.raw);
    });
    done();
  };
}

/** One byte more than allowed is enough to be refused. */
async function readBody(request: NodeRequest): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
    bytes += chunk.byteLength;
  }
  return new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer();
}

async function forward(url: string, body: ArrayBuffer, userAgent: string | null): Promise<Response> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain;charset=UTF-8', ...(userAgent && { 'user-agent': userAgent }) },
      signal: AbortSignal.timeout(FORWARD_TIMEOUT_MS),
    });
    const headers = ANSWER_HEADERS.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    });
    return new Response(await answer.text(), { status: answer.status, headers });
  } catch {
    // The browser keeps its batch and tries again.
    return new Response(null, { status: 503, headers: { 'retry-after': '10' } });
  }
}

/** A wrong DSN is the developer's mistake, said when the server starts. */
function endpointOf(dsn: string): string {
  const [, scheme, host, project] = /^(https?:\/\/)[0-9a-f]{32}@(.+)\/(\d+)\/?$/.exec(dsn) ?? [];
  if (!project) throw new TypeError('tunnel: the DSN must look like https://<key>@<host>/<project>.');
  return `${scheme}${host}/api/${project}/batch/`;
}
