import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import type { Bus } from '../ports/bus.ts';
import { describeBus } from './bus.conformance.ts';
import { openJetStreamBus } from './jetstream-bus.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import { openPostgresBus } from './postgres-bus.ts';

let database: TestPostgres;
beforeAll(async () => {
  database = await startTestPostgres();
});
afterAll(() => database.stop());

describeBus('Postgres, in process', {
  open: async () => openPostgresBus(database.sql),
  sql: () => database.sql,
});

describe('outbox relay', () => {
  it('hands each message to the bus once and leaves the outbox empty', async () => {
    const bus = openPostgresBus(database.sql);
    const relay = createOutboxRelay({
      sql: database.sql,
      bus,
      onError: (error) => expect.unreachable(String(error)),
    });
    const issueId = randomUUID();
    const payload = JSON.stringify({ project_id: 1, issue_id: issueId });
    const insert = () =>
      database.sql`INSERT INTO outbox (id, subject, payload) VALUES (${`x:${issueId}`}, 'issue.created', ${payload}::text::jsonb)`;
    await insert();
    // A crash after publishing leaves the row: it is published again and dropped by its id.
    expect(await relay.runOnce()).toBe(1);
    await insert();
    expect(await relay.runOnce()).toBe(1);
    expect(await relay.runOnce()).toBe(0);
    expect(await database.sql`SELECT 1 FROM bus_messages WHERE id = ${`x:${issueId}`}`).toHaveLength(1);
    await bus.close();
  });
});

describe('an address of NATS at which something else listens', () => {
  it.each([
    [
      'an HTTP server',
      (request: Socket) => request.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    ],
    ['a server that says nothing', () => undefined],
  ])('is refused with what to look at: %s', async (_, answer) => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const opened = openJetStreamBus({ url: `nats://127.0.0.1:${port}`, sql: database.sql, timeoutMs: 500 });
    await expect(opened).rejects.toMatchObject({
      code: 'nats_unavailable',
      message: expect.stringContaining('Check BUGSAGE_NATS_URL'),
    });
    server.close();
  });
});

/** Of some 200 bytes each, so that a stream of 50 kB holds a part of them. */
const MESSAGES = 600;

const natsServer = process.env['BUGSAGE_NATS_SERVER'] ?? 'nats-server';
const hasNats =
  process.env['BUGSAGE_NATS_URL'] !== undefined || spawnSync(natsServer, ['--version']).status === 0;
// With CI=true a missing service is a failure: the suite below then runs and says that it cannot connect.
describe.runIf(hasNats || process.env['CI'] === 'true')('on NATS', () => {
  let server: ChildProcess | null = null;
  let directory: string;
  let url = process.env['BUGSAGE_NATS_URL'] ?? '';
  const stream = `TEST_${randomUUID().slice(0, 8)}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-nats-'));
    if (url !== '') return;
    const port = await freePort();
    server = spawn(natsServer, ['-js', '-a', '127.0.0.1', '-p', String(port), '-sd', directory], {
      stdio: 'ignore',
    });
    url = `nats://127.0.0.1:${port}`;
    await waitUntilOpen(port);
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  describeBus('NATS JetStream', {
    open: () => openJetStreamBus({ url, sql: database.sql, stream }),
    sql: () => database.sql,
  });

  it('F13 a stream that is full refuses; messages wait in the outbox, and each arrives once there is room', async () => {
    const { sql } = database;
    const place = { url, sql, stream: `FULL_${randomUUID().slice(0, 8)}` };
    const full = await openJetStreamBus({ ...place, streamBytesMax: 50_000 });
    await sql`INSERT INTO outbox (id, subject, payload)
      SELECT 'full:' || n, 'issue.created', jsonb_build_object('project_id', 1, 'issue_id', gen_random_uuid())
      FROM generate_series(1, ${MESSAGES}::int) n`;
    const relayAll = async (bus: Bus): Promise<void> => {
      const relay = createOutboxRelay({ sql, bus, onError: () => undefined });
      while ((await relay.runOnce()) > 0);
    };
    await expect(relayAll(full)).rejects.toMatchObject({ kind: 'unavailable', code: 'publish_failed' });
    const waiting = await sql`SELECT id FROM outbox WHERE id LIKE 'full:%'`;
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.length).toBeLessThan(MESSAGES);
    await full.close();

    const roomy = await openJetStreamBus(place);
    await relayAll(roomy);
    expect(await sql`SELECT id FROM outbox WHERE id LIKE 'full:%'`).toHaveLength(0);
    const seen: string[] = [];
    const subscription = await roomy.consume({
      consumer: 'all',
      subjects: ['issue.created'],
      deliveriesMax: 5,
      leaseMs: 60_000,
      concurrency: 8,
      handle: async ({ message }) => {
        seen.push(message.id);
        return { kind: 'done' };
      },
    });
    await expect.poll(() => new Set(seen).size, { timeout: 60_000 }).toBe(MESSAGES);
    await subscription.stop();
    expect(seen).toHaveLength(MESSAGES);
    await roomy.close();
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The server prints nothing we could wait for; a connection that is accepted is its signal. */
async function waitUntilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
      socket.setTimeout(1_000, () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nats-server did not open port ${port} within 10 s.`);
}
