import { MODEL_LIMITS } from './limits.ts';

/**
 * All that leaves for a model server. The SDKs add headers from environment variables of their own and a fingerprint of
 * this machine; neither is part of our configuration.
 */
const SENT_HEADERS = new Set([
  'accept',
  'anthropic-version',
  'authorization',
  'content-type',
  'idempotency-key',
  'user-agent',
]);

/** Statuses that have no body by definition; `Response` refuses one. */
const EMPTY_STATUSES = new Set([204, 205, 304]);

/** Code of an error that says which guard ended a response. */
export type GuardCode = 'BUGSAGE_IDLE' | 'BUGSAGE_TOO_LARGE';

/**
 * A `fetch` for the SDKs that refuses redirects (they would carry prompt and key elsewhere), sends an allow-list of
 * headers, and hands over whole bodies of bounded size. Rejects when a body is silent for `idleTimeoutMs`: the timeouts
 * of both SDKs end when the headers are there.
 */
export function createGuardedFetch(options: {
  readonly idleTimeoutMs: number;
  /** For servers without keys: the SDK insists on one. */
  readonly withoutKey?: boolean;
}): typeof fetch {
  return async (input, init) => {
    const given = [...new Headers(init?.headers)];
    const headers = new Headers(given.filter(([name]) => SENT_HEADERS.has(name)));
    if (options.withoutKey === true) headers.delete('authorization');
    const response = await fetch(input, { ...init, headers, redirect: 'error' });
    const isStream = isEventStream(response);
    const bytesMax = isStream ? MODEL_LIMITS.streamBytesMax : MODEL_LIMITS.responseBytesMax;
    const { body, broken } = await readBody(response, {
      bytesMax,
      idleTimeoutMs: options.idleTimeoutMs,
      signal: init?.signal ?? undefined,
    });
    // Of a stream that broke, what came is worth having: it was paid for.
    if (broken !== null && !isStream) throw broken.error;
    const read = new Response(EMPTY_STATUSES.has(response.status) ? null : body, {
      status: response.status,
      headers: response.headers,
    });
    if (broken !== null) brokenStreams.set(read, broken);
    return read;
  };
}

export function isEventStream(response: Response): boolean {
  return /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
}

type Broken = { readonly error: unknown };

const brokenStreams = new WeakMap<Response, Broken>();

/** What ended a stream early on our side of the wire; null for one the server ended, wherever that was. */
export function brokenBy(response: Response): Broken | null {
  return brokenStreams.get(response) ?? null;
}

type BodyBounds = {
  readonly bytesMax: number;
  readonly idleTimeoutMs: number;
  /** Node's fetch holds it weakly once the headers are there: after a garbage collection it would read on to the end. */
  readonly signal: AbortSignal | undefined;
};

async function readBody(
  response: Response,
  bounds: BodyBounds,
): Promise<{ readonly body: Blob; readonly broken: Broken | null }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    await readChunks(response, bounds, chunks);
    return { body: new Blob(chunks), broken: null };
  } catch (error) {
    return { body: new Blob(chunks), broken: { error } };
  }
}

async function readChunks(
  response: Response,
  { bytesMax, idleTimeoutMs, signal }: BodyBounds,
  chunks: Uint8Array<ArrayBuffer>[],
): Promise<void> {
  let bytes = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  for (;;) {
    const { done, value } = await withinIdleTime(reader, idleTimeoutMs, signal);
    if (done) return;
    bytes += value.byteLength;
    if (bytes > bytesMax) {
      void reader.cancel().catch(() => undefined);
      throw guardError('BUGSAGE_TOO_LARGE', `The answer has more than ${bytesMax} bytes.`);
    }
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
}

async function withinIdleTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  idleTimeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(guardError('BUGSAGE_IDLE', `The answer stopped: no byte for ${idleTimeoutMs} ms.`)),
      idleTimeoutMs,
    );
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
  try {
    return await Promise.race([reader.read(), ended]);
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function guardError(code: GuardCode, message: string): Error {
  return Object.assign(new Error(message), { code });
}
