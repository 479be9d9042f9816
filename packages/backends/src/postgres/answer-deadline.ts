import { connect, type Socket } from 'node:net';

/** What the driver knows about where to connect. */
export type PostgresAddress = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | undefined | false;
};

/**
 * Sockets for the driver that end when the server owes an answer for too long. The driver itself waits forever, and the
 * server's `statement_timeout` is no help when the server is what hangs. Hosts are tried in turn.
 *
 * Under TLS the bytes are not ours to read; there the deadline covers the connection's start only.
 */
export function socketsWithDeadline(answerTimeoutMs: number): (address: PostgresAddress) => Socket {
  let turn = 0;
  return ({ host, port, path }) => {
    const index = turn % Math.max(1, host.length);
    turn += 1;
    const target = { host: host[index] ?? '127.0.0.1', port: port[index] ?? 5432 };
    const socket = connect(typeof path === 'string' ? { path } : target);
    // The driver reads the name for the certificate's check here.
    Object.assign(socket, target);
    return withDeadline(socket, answerTimeoutMs);
  };
}

function withDeadline(socket: Socket, timeoutMs: number): Socket {
  let timer: NodeJS.Timeout | undefined;
  let isReady = false;
  const disarm = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const arm = (): void => {
    timer ??= setTimeout(() => socket.destroy(noAnswer(timeoutMs)), timeoutMs);
  };
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]): boolean => {
    arm();
    return write(...given);
  };
  // A query that is sent between a socket's `error` and its `close` is forgotten by the driver (3.4.9) and never ends.
  // A close without an error fails all of them. Before the first answer the driver needs the error to stop trying.
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error?: Error): Socket => destroy(isReady ? undefined : error);
  socket.on('data', (chunk: Buffer) => {
    disarm();
    if (isAnswered(chunk)) isReady = true;
    else arm();
  });
  socket.once('close', disarm);
  return socket;
}

function noAnswer(timeoutMs: number): Error {
  return new Error(`The server has not answered for ${timeoutMs} ms.`);
}

/** The protocol's ReadyForQuery (`Z`, length 5, state) ends every answer; a lone `S` or `N` answers the wish for TLS. */
function isAnswered(chunk: Buffer): boolean {
  return chunk.length === 1 || chunk.subarray(-6, -1).equals(READY_FOR_QUERY);
}

const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5]);
