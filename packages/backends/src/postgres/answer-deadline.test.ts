import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgres } from './postgres-client.ts';

/** Passes bytes on until it is told to swallow them: a server that hangs looks like this. */
class Passage {
  readonly #server: Server;
  swallows = false;

  constructor(target: URL) {
    this.#server = createServer((client: Socket) => {
      const server = connect(Number(target.port), target.hostname);
      client.on('data', (chunk) => void (this.swallows || server.write(chunk)));
      server.on('data', (chunk) => void (this.swallows || client.write(chunk)));
      for (const socket of [client, server]) socket.on('error', () => undefined);
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }
}

describe('a Postgres that stops answering', () => {
  let engine: TestPostgres;
  beforeAll(async () => {
    engine = await startTestPostgres();
  });
  afterAll(() => engine.stop());

  it('is given up after the deadline, in a transaction too, and is used again when it answers', async () => {
    const url = new URL(engine.url);
    const passage = new Passage(new URL(engine.url));
    url.port = String(await passage.listen());
    const sql = openPostgres(url.href, { connectionsMax: 1, answerTimeoutMs: 500 });
    const answer = async (): Promise<unknown> => (await sql`SELECT 1 AS one`)[0];
    expect(await answer()).toEqual({ one: 1 });

    passage.swallows = true;
    await expect(answer()).rejects.toThrow('CONNECTION_CLOSED');
    // The connection is new here: the server is silent from the first byte on.
    await expect(sql.begin((transaction) => transaction`SELECT 1`)).rejects.toThrow(
      'has not answered for 500 ms',
    );

    passage.swallows = false;
    expect(await answer()).toEqual({ one: 1 });
    expect(await sql`SELECT number FROM generate_series(1, 50000) AS number`).toHaveLength(50_000);
    await sql.end();
    passage.close();
  });
});
