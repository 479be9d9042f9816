import { connect, type Socket } from 'node:net';
import { BENCHMARK_KEY, envelope } from './event.ts';

export type LoadResult = {
  readonly accepted: number;
  readonly refused: number;
  /** The first answer that was not 200, as it came. */
  readonly firstRefusal: string | undefined;
  readonly wallSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of this process, the load generator, while it sent. */
  readonly cpuMicroseconds: number;
};

/** Issues the events fall into: a busy project, not one loop. */
export const VARIETY = 100;

/**
 * Sends `count` envelopes over `connections` kept-alive sockets, one in flight each, and waits for every answer. Several
 * ports get the same number of connections each.
 */
export async function sendLoad(options: {
  ports: readonly number[];
  count: number;
  connections: number;
}): Promise<LoadResult> {
  const { ports, count, connections } = options;
  const requests = Array.from({ length: count }, (_, sequence) => requestFor(envelope(sequence, VARIETY)));
  const latencies: number[] = [];
  let accepted = 0;
  let firstRefusal: string | undefined;
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const client = async (port: number): Promise<void> => {
    const socket = await openConnection(port);
    for (let next = requests.pop(); next !== undefined; next = requests.pop()) {
      const sentAt = performance.now();
      const { status, text } = await exchange(socket, next);
      latencies.push(performance.now() - sentAt);
      if (status === 200) accepted += 1;
      else firstRefusal ??= text;
    }
    socket.destroy();
  };
  const portOf = (connection: number): number => ports[connection % ports.length] ?? 0;
  await Promise.all(Array.from({ length: connections }, (_, index) => client(portOf(index))));
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  latencies.sort((a, b) => a - b);
  return {
    accepted,
    refused: count - accepted,
    firstRefusal,
    wallSeconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMicroseconds: user + system,
  };
}

/** Of sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function requestFor(body: Buffer): Buffer {
  const head = `POST /api/1/envelope/?sentry_version=7&sentry_key=${BENCHMARK_KEY} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain;charset=UTF-8\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

export function openConnection(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One request and its whole answer; the answers of all contestants carry Content-Length. */
export function exchange(socket: Socket, bytes: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < headEnd + 4 + length) return;
      socket.off('data', onData);
      socket.off('close', onClose);
      resolve({ status: Number(text.slice(9, 12)), text });
    };
    const onClose = (): void => reject(new Error('The server closed the connection.'));
    socket.on('data', onData);
    socket.once('close', onClose);
    socket.write(bytes);
  });
}
