import { type Socket, connect } from 'node:net';

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A TCP connection that sends exactly what it is given and reads answers framed by Content-Length. */
export type RawConnection = {
  readonly socket: Socket;
  send(bytes: string | Uint8Array): void;
  /** The next whole answer. Rejects when the connection ends first. `head` answers carry no body. */
  nextAnswer(kind?: 'head'): Promise<RawAnswer>;
  /** Resolves when the server has closed the connection. */
  closed(): Promise<void>;
  isClosed(): boolean;
  destroy(): void;
};

export async function openRawConnection(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  let received = Buffer.alloc(0);
  const state = { ended: false };
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  const finish = (): void => {
    state.ended = true;
    wake();
  };
  socket.on('error', finish);
  socket.on('end', finish);
  socket.on('close', finish);
  const changed = (): Promise<void> => new Promise((resolve) => waiting.add(resolve));
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    nextAnswer: async (kind) => {
      for (;;) {
        const taken = takeAnswer(received, kind === 'head');
        if (taken) {
          received = received.subarray(taken.bytes);
          return taken.answer;
        }
        if (state.ended) throw new Error(`The connection ended with ${received.length} unread bytes.`);
        await changed();
      }
    },
    closed: async () => {
      while (!state.ended) await changed();
    },
    isClosed: () => state.ended,
    destroy: () => {
      socket.destroy();
    },
  };
}

function takeAnswer(bytes: Buffer, head: boolean): { answer: RawAnswer; bytes: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const status = Number(statusLine.split(' ')[1]);
  const bodyBytes = head ? 0 : Number(headers['content-length'] ?? 0);
  const total = headEnd + 4 + bodyBytes;
  if (bytes.length < total) return undefined;
  return {
    answer: { status, headers, body: bytes.subarray(headEnd + 4, total).toString('utf8') },
    bytes: total,
  };
}
