import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedPost = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
};

export type Receiver = {
  readonly url: string;
  readonly posts: ReceivedPost[];
  /** What the next posts are answered, in turn; 200 and `{}` when there is nothing left. */
  readonly answers: { status: number; json?: unknown }[];
  stop(): Promise<void>;
};

/** A server on loopback that takes posts as the chat services do. */
export async function startReceiver(): Promise<Receiver> {
  const posts: ReceivedPost[] = [];
  const answers: Receiver['answers'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const json = JSON.parse(text) as ReceivedPost['json'];
      posts.push({ path: request.url ?? '', headers: request.headers, text, json });
      const { status, json: answer = {} } = answers.shift() ?? { status: 200 };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    answers,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
