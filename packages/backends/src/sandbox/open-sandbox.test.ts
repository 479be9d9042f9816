import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox, type OpenedSandbox } from './index.ts';

const probe = await openSandbox({ kind: 'auto' });
if (probe.kind === 'none') {
  const message = `SANDBOX TESTS NOT RUN: ${probe.reason ?? ''}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  process.stderr.write(`${message}\n`);
}

test('without a sandbox nothing is run, and the reason is told', async () => {
  const sandbox = await openSandbox({ kind: 'none' });
  expect(sandbox.reason).toContain('switched off');
  const run = sandbox.run({ directory: '/', command: ['true'], timeoutMs: 1000 });
  await expect(run).rejects.toMatchObject({ code: 'sandbox_none' });
});

describe.skipIf(probe.kind === 'none')('bubblewrap', () => {
  let directory: string;
  let sandbox: OpenedSandbox;

  beforeAll(async () => {
    process.env['BUGSAGE_TEST_SECRET'] = 'swordfish';
    sandbox = await openSandbox({
      kind: 'bubblewrap',
      bounds: { diskBytesMax: 50e6, memoryBytesMax: 400e6 },
    });
  });
  afterAll(() => {
    delete process.env['BUGSAGE_TEST_SECRET'];
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-sandbox-test-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  const shell = (script: string, timeoutMs = 30_000) =>
    sandbox.run({ directory, command: ['sh', '-c', script], timeoutMs });
  const node = (script: string, timeoutMs = 30_000) =>
    sandbox.run({ directory, command: ['node', '--eval', script], timeoutMs });

  test('runs our Node in a writable /repo as an unprivileged user', async () => {
    await writeFile(join(directory, 'input.txt'), 'in');
    const result = await node(`
      const fs = require('node:fs');
      fs.writeFileSync('output.txt', fs.readFileSync('input.txt', 'utf8') + ' and out');
      console.log(process.version, process.cwd(), process.getuid(), require('node:os').userInfo().username);
    `);
    expect(result.output.trim()).toBe(`${process.version} /repo 65534 sandbox`);
    expect(result).toMatchObject({ exitCode: 0, timedOut: false, truncated: false });
    expect(await readFile(join(directory, 'output.txt'), 'utf8')).toBe('in and out');
  });

  test('tells the exit code and adds asked-for environment', async () => {
    const result = await sandbox.run({
      directory,
      command: ['sh', '-c', 'echo "$GREETING"; exit 3'],
      timeoutMs: 10_000,
      environment: { GREETING: 'hello' },
    });
    expect(result).toMatchObject({ exitCode: 3, output: 'hello\n' });
  });

  test('no secret of the service is readable, not even through process 1', async () => {
    const result = await shell('env; cat /proc/*/environ | tr "\\0" "\\n"');
    expect(result.output).toContain('HOME=/tmp');
    expect(result.output).not.toContain('swordfish');
  });

  test('homes, data folders and links to them show nothing', async () => {
    await symlink('/etc/shadow', join(directory, 'shadow'));
    const result = await shell(`cat shadow; ls /root /home /work "${process.cwd()}"; cat /etc/shadow; true`);
    expect(result.output).not.toContain('root:');
    expect(result.output.match(/No such file/g)?.length).toBe(6);
  });

  test('the system cannot be changed', async () => {
    const result = await shell('touch /usr/x /etc/x /x /node/bin/x /dev/x 2>&1; true');
    expect(result.output.match(/Read-only file system/g)?.length).toBe(5);
  });

  test('neither this machine nor another can be reached', async () => {
    const server = createServer((_, response) => response.end('reached'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const result = await node(`
      for (const url of ['http://127.0.0.1:${port}/', 'http://1.1.1.1/'])
        fetch(url).then(() => console.log('reached'), (error) => console.log(error.cause.code));
    `);
    server.close();
    expect(result.output.trim().split('\n').toSorted()).toEqual(['ECONNREFUSED', 'ENETUNREACH']);
  });

  test('a server inside can be reached from inside', async () => {
    const result = await node(`
      const server = require('node:http').createServer((_, response) => response.end('fine'));
      server.listen(0, async () => {
        console.log(await (await fetch('http://localhost:' + server.address().port)).text());
        server.close();
      });
    `);
    expect(result.output.trim()).toBe('fine');
  });

  test('a fork bomb whose processes stay is noticed and ended', async () => {
    const result = await node(`for (;;) require('node:child_process').spawn('sleep', ['1000']);`, 30_000);
    expect(result).toMatchObject({ exitCode: null, timedOut: false });
    expect(result.output).toContain('more than 240 processes and threads were started');
  });

  test('a fork bomb whose processes die at the limit ends at the deadline', async () => {
    const result = await shell('bomb() { bomb | bomb & }; bomb; sleep 60', 2000);
    expect(result.exitCode).toBeNull();
    expect(result.output).toMatch(/not finished after 2000 ms|processes and threads were started/);
  });

  test('the kernel refuses more processes where nobody looks in time', async () => {
    const result = await shell('for i in $(seq 400); do sleep 0.5 & done; wait', 60_000);
    expect(result.output).toMatch(/[Cc]annot fork|processes and threads were started/);
  });

  test('endless output is cut, kept at both ends, and ended', async () => {
    const result = await shell('echo first; yes', 60_000);
    expect(result).toMatchObject({ exitCode: null, truncated: true, timedOut: false });
    expect(result.output.length).toBeLessThan(1.1e6);
    expect(result.output).toMatch(/^first\ny\n[^]*bytes left out[^]*bytes of output\]$/);
  });

  test('a full /tmp is an error for the code alone', async () => {
    const result = await shell('head -c 200000000 /dev/zero > /tmp/x; ls -l /tmp/x', 30_000);
    expect(result.output).toMatch(/No space left on device|File size limit exceeded/);
  });

  test('filling the disk is noticed and ended', async () => {
    const result = await shell(
      'i=0; while true; do i=$((i+1)); head -c 5000000 /dev/urandom > f$i; done',
      60_000,
    );
    expect(result.output).toContain('50000000 bytes were written');
    expect(result.exitCode).toBeNull();
  });

  test('eating memory over several processes is noticed and ended', async () => {
    const result = await node(
      `
      const { spawn } = require('node:child_process');
      if (process.argv.length < 9) spawn(process.execPath, ['--eval', process.execArgv[1], 'x', ...process.argv.slice(1)], { stdio: 'inherit' });
      const kept = []; setInterval(() => { if (kept.length < 40) kept.push(Buffer.alloc(5e6, 1)); }, 1);
    `,
      60_000,
    );
    expect(result.output).toContain('400000000 bytes of memory were used');
  });

  test('nothing outside can be signalled, and what was started dies with the run', async () => {
    const result = await shell(
      `kill -9 -1 ${process.ppid} ${process.pid}; setsid sleep 1000 & echo over`,
      5000,
    );
    expect(result.timedOut).toBe(false);
    const marker = `${Date.now()}.${process.pid}`;
    const late = await shell(`setsid sleep ${marker} & sleep 1000`, 1000);
    expect(late.timedOut).toBe(true);
    const processes = execFileSync('ps', ['ax'], { encoding: 'utf8' });
    expect(processes).not.toContain(`sleep ${marker}`);
  });

  test('no new user namespaces, mounts or capabilities', async () => {
    const result = await shell(
      'unshare --user true; mount -t tmpfs none /tmp; grep CapEff /proc/self/status; true',
    );
    expect(result.output).toMatch(/unshare: .*\n/);
    expect(result.output).toMatch(/mount: .*\n/);
    expect(result.output).toContain('0000000000000000');
  });
});
