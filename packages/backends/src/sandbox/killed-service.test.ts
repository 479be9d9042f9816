import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSandbox } from './index.ts';

const probe = await openSandbox({ kind: 'auto' });
/** Sleeps longer than the test, and is told from other processes by its length. */
const SECONDS = `613.${String(process.pid).padStart(7, '0')}`;
const SERVICE = `
import { openSandbox } from '${new URL('./index.ts', import.meta.url).href}';
const sandbox = await openSandbox({ kind: 'bubblewrap' });
process.stdin.once('data', () => {
  void sandbox.run({ directory: process.argv[1], command: ['sleep', '${SECONDS}'], timeoutMs: 600_000 });
  process.stdout.write('begun');
});
process.stdout.write('ready');
`;

/** The start of a run takes some 80 ms: namespaces, mounts, another user, bubblewrap, the command. */
const MOMENTS_MS = [0, 12, 24, 36, 50, 70, 120];

describe.skipIf(probe.kind === 'none')('a service that is killed', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-killed-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const startService = async () => {
    const child = spawn(
      process.execPath,
      ['--no-warnings', '--input-type=module', '--eval', SERVICE, directory],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    return child;
  };
  const running = (): string[] =>
    execFileSync('ps', ['axww'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.endsWith(`sleep ${SECONDS}`));

  test('leaves nothing running, at whatever moment of the start of a run it dies', async () => {
    const services = await Promise.all(MOMENTS_MS.map(startService));
    for (const [index, service] of services.entries()) {
      service.stdin.write('go');
      await once(service.stdout, 'data');
      await pause(MOMENTS_MS[index]);
      service.kill('SIGKILL');
      await once(service, 'exit');
    }
    await expect.poll(running, { timeout: 20_000, interval: 200 }).toEqual([]);
  });
});
