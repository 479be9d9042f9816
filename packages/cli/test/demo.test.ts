import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo, type DemoResult } from '@bugsage/demo';
import type { Connection } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, startServer, type RunningServer } from './running-server.ts';

/** Five verifications, each with base tests and replays, on two loaded cores. */
const DEMO_TIMEOUT_MS = 600_000;

/** The promise of the product on whatever wiring it runs: errors thrown in real programs become proven fixes. */
function describeDemo(wiring: string, given: { connection: () => Connection }): void {
  describe(`demo on ${wiring}`, () => {
    let result: DemoResult;
    const lines: string[] = [];

    beforeAll(async () => {
      const { apiUrl, dsn, adminEmail, adminPassword } = given.connection();
      result = await runDemo({
        apiUrl,
        dsn,
        email: adminEmail,
        password: adminPassword ?? '',
        log: (line) => lines.push(line),
      });
    }, DEMO_TIMEOUT_MS);

    it('groups and explains at least five errors, naming file and line', () => {
      expect(
        result.bugs.filter((bug) => bug.issueId !== null).length,
        lines.join('\n'),
      ).toBeGreaterThanOrEqual(5);
      expect(result.rightPlaces, lines.join('\n')).toBeGreaterThanOrEqual(5);
    });

    it('proves at least three fixes: failed before, passes after, tests green', () => {
      expect(result.verifiedFixes, lines.join('\n')).toBeGreaterThanOrEqual(3);
      const verified = result.bugs.filter((bug) => bug.verdict === 'verified');
      expect(verified.map((bug) => bug.fixStatus)).toEqual(verified.map(() => 'ready'));
    });
  });
}

describe('in one process', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer;

  beforeAll(async () => {
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
  });
  afterAll(async () => {
    await server.stop();
    await directory.remove();
  });

  describeDemo('embedded engines', { connection: () => server });
});

const natsServer = process.env['BUGSAGE_NATS_SERVER'] ?? 'nats-server';
const hasNats = spawnSync(natsServer, ['--version']).status === 0;

// With CI=true a missing NATS server fails here instead of being skipped.
describe.runIf(hasNats || process.env['CI'] === 'true')('in two processes over NATS', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let natsDirectory: string;
  let nats: ChildProcess;
  let collector: RunningServer;
  let analyzer: RunningServer;

  beforeAll(async () => {
    directory = await newDataDirectory();
    natsDirectory = await mkdtemp(join(tmpdir(), 'bugsage-nats-'));
    const port = await freePort();
    nats = spawn(natsServer, ['-js', '-a', '127.0.0.1', '-p', String(port), '-sd', natsDirectory], {
      stdio: 'ignore',
    });
    const environment = { BUGSAGE_NATS_URL: `nats://127.0.0.1:${port}` };
    collector = await startServer({ dataDirectory: directory.path, command: 'collector', environment });
    analyzer = await startServer({ dataDirectory: directory.path, command: 'analyzer', environment });
  });
  afterAll(async () => {
    await analyzer.stop();
    await collector.stop();
    nats.kill('SIGKILL');
    await directory.remove();
    await rm(natsDirectory, { recursive: true, force: true });
  });

  it('are two processes that know of each other only through engines and bus', () => {
    expect(collector.child.pid).not.toBe(analyzer.child.pid);
    expect(collector.output()).not.toContain('Dashboard');
    expect(analyzer.output()).not.toContain('Collector');
    expect(analyzer.dsn).toBe(collector.dsn);
  });

  describeDemo('collector and analyzer over JetStream', { connection: () => analyzer });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
