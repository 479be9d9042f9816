import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { readStack } from '../../../../collector/src/receive/read-stack.ts';
import { type DecodedBatch, type SentryEventJson, decodeBatch } from '@bugsage/core/batch';

export type Answer = { status: number; headers?: Record<string, string> } | 'reset' | 'silence';

export type ReceivedBatch = DecodedBatch & {
  text: string;
  url: string;
  headers: IncomingHttpHeaders;
  answered: Answer;
};

export type TestCollector = {
  dsn: string;
  origin: string;
  port: number;
  batches: ReceivedBatch[];
  /** Requests of any method and path, in order. */
  requests: string[];
  /** Answers in order, one per request; then 200. */
  answer: (...answers: Answer[]) => void;
  /** Pages and other things to serve besides the batch endpoint. */
  pages: Map<string, { type: string; body: string; status?: number }>;
  /** Distinct events of batches that were answered with 200. */
  events: () => SentryEventJson[];
  /** Waits until `isDone`; throws after a deadline with what there is. */
  until: (isDone: () => boolean) => Promise<void>;
  close: () => Promise<void>;
};

const KEY = '0123456789abcdef0123456789abcdef';
const DEADLINE_MS = 20_000;

/** A real HTTP server that speaks the batch endpoint and decodes what arrives. */
export async function startTestCollector(): Promise<TestCollector> {
  const batches: ReceivedBatch[] = [];
  const requests: string[] = [];
  const answers: Answer[] = [];
  const pages: TestCollector['pages'] = new Map();
  const changed = new Set<() => void>();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    requests.push(`${request.method} ${request.url}`);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = request.url ?? '';
      const page = pages.get(url.split('?')[0] ?? '');
      if (!url.startsWith('/api/')) {
        response.writeHead(page?.status ?? (page ? 200 : 404), {
          'Content-Type': page?.type ?? 'text/plain',
        });
        response.end(page?.body);
        return;
      }
      const text = textOf(Buffer.concat(chunks));
      const answered = answers.shift() ?? { status: 200 };
      batches.push({ ...decodeBatch(text, readStack), text, url, headers: request.headers, answered });
      for (const notify of changed) notify();
      if (answered === 'reset') request.socket.destroy();
      if (typeof answered === 'string') return;
      response.writeHead(answered.status, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': 'retry-after, x-sentry-rate-limits',
        ...answered.headers,
      });
      response.end('{}');
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://${KEY}@127.0.0.1:${port}/1`,
    origin: `http://127.0.0.1:${port}`,
    port,
    batches,
    requests,
    pages,
    answer: (...next) => void answers.push(...next),
    events: () => distinctEvents(batches),
    until: (isDone) =>
      waitUntil(isDone, { changed, describe: () => JSON.stringify(batches.map(({ text }) => text)) }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** gzip is known by its first bytes, as in the collector. */
function textOf(body: Buffer): string {
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString();
}

function distinctEvents(batches: readonly ReceivedBatch[]): SentryEventJson[] {
  const accepted = batches.filter(({ answered }) => typeof answered === 'object' && answered.status < 300);
  return [
    ...new Map(accepted.flatMap(({ events }) => events).map((event) => [event.event_id, event])).values(),
  ];
}

async function waitUntil(
  isDone: () => boolean,
  { changed, describe }: { changed: Set<() => void>; describe: () => string },
): Promise<void> {
  if (isDone()) return;
  let notify = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      notify = (): void => (isDone() ? resolve() : undefined);
      changed.add(notify);
      timer = setTimeout(
        () => reject(new Error(`Not seen within ${DEADLINE_MS} ms; received ${describe()}`)),
        DEADLINE_MS,
      );
    });
  } finally {
    changed.delete(notify);
    clearTimeout(timer);
  }
}
