import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** ClickHouse gets its statement in the URL. */
export function insertsOfClickHouse(): (bytes: string) => boolean {
  return (bytes) => /INSERT(?:\+|%20| )INTO/i.test(bytes);
}

/** A driver of Postgres prepares COMMIT once for each connection, and afterwards only names the statement. */
export function commitsOfPostgres(): (bytes: string) => boolean {
  let prepared: string | undefined;
  return (bytes) => {
    const parsed = /P[^]{4}([^\0]*)\0commit\0/i.exec(bytes);
    if (parsed !== null) prepared = parsed[1];
    const binds = prepared !== undefined && prepared !== '' && bytes.includes(`\0${prepared}\0`);
    return parsed !== null || binds;
  };
}

export type CutProxy = {
  readonly port: number;
  /** Connections that were cut so far. */
  cuts(): number;
  /** Cuts nothing from now on. */
  heal(): void;
  close(): Promise<void>;
};

/**
 * A TCP proxy that makes commits ambiguous: after the client sent what is looked for, the connection is cut, each time
 * at the other of two moments. Either the answer is on its way, so the engine has done it and nobody heard; or the
 * question has just been passed on, and who knows.
 */
export async function openCutProxy(options: {
  target: { host: string; port: number };
  /** Of each connection, whether these bytes of the client ask what is looked for. */
  watch: () => (bytes: string) => boolean;
  /** Every so many of these questions is cut; primes keep it from always meeting the same batch. */
  every: number;
}): Promise<CutProxy> {
  const { target, watch, every } = options;
  const sockets = new Set<Socket>();
  let isHealed = false;
  let questions = 0;
  let cuts = 0;
  const server = createServer((client) => {
    const engine = connect(target.port, target.host);
    const asks = watch();
    let isCutAtAnswer = false;
    const cut = (): void => {
      cuts += 1;
      client.destroy();
      engine.destroy();
    };
    client.on('data', (bytes: Buffer) => {
      const isQuestion = asks(bytes.toString('latin1')) && !isHealed;
      if (isQuestion) questions += 1;
      const isCut = isQuestion && questions % every === 0;
      isCutAtAnswer ||= isCut && cuts % 2 === 0;
      engine.write(bytes, () => {
        if (isCut && !isCutAtAnswer) cut();
      });
    });
    engine.on('data', (bytes: Buffer) => {
      if (isCutAtAnswer) cut();
      else client.write(bytes);
    });
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      sockets.add(socket);
      socket.once('error', () => other.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    heal: () => {
      isHealed = true;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
