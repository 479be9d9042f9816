import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { openSandbox, type Sandbox } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';

const probe = await testSandbox();
const CANARY = 'canary-9f3e7c';

/** A test suite somebody wrote to do harm; nothing in it can be replayed, so that only the suite runs. */
function suite(script: string): Fixture {
  return {
    files: {
      'package.json': '{ "type": "module", "scripts": { "test": "node attack.js" } }',
      'attack.js': script,
      'cart.js': 'const cart = undefined;\nexport default cart.items;\n',
    },
    error: undefinedProperty('items'),
    frames: [['cart.js', 'cart.items']],
  };
}

describe.skipIf(probe.kind === 'none')('a malicious test suite', () => {
  let sandbox: Sandbox;
  let reached = 0;
  const server = createServer((_, response) => {
    reached += 1;
    response.end();
  });
  beforeAll(async () => {
    process.env['BUGSAGE_TEST_CANARY'] = CANARY;
    const opened = await openSandbox({ kind: 'bubblewrap', bounds: { diskBytesMax: 50e6 } });
    sandbox = {
      kind: opened.kind,
      run: (command) => opened.run({ ...command, timeoutMs: Math.min(command.timeoutMs, 2500) }),
    };
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(() => {
    delete process.env['BUGSAGE_TEST_CANARY'];
    server.close();
  });

  const attack = async (script: string) => {
    const { verification } = await verifyFixture(suite(script), sandbox, {
      path: 'cart.js',
      find: 'cart.items',
      replace: 'cart?.items',
    });
    const log = verification.steps.map((step) => step.log).join('\n');
    return { verification, log };
  };

  test.each([
    [
      'a fork bomb',
      `import { fork } from 'node:child_process';\nfor (;;) fork('attack.js', { stdio: 'ignore' });`,
      /ended: |not finished|EAGAIN|memory/,
    ],
    [
      'a disk fill',
      `import { writeFileSync } from 'node:fs';\nfor (let i = 0; ; i += 1) writeFileSync('f' + i, Buffer.alloc(4e6, 1));`,
      /50000000 bytes were written/,
    ],
    ['endless output', `for (;;) process.stdout.write('y'.repeat(65536));`, /bytes of output|not finished/],
    ['a suite that never ends', `setInterval(() => {}, 1000);`, /not finished after/],
  ])('%s is ended at its bound, with the reason, and proves nothing', async (_, script, reason) => {
    const { verification, log } = await attack(script);
    expect(verification.verdict).not.toBe('verified');
    expect(verification.reason).toContain('tests were ended');
    expect(log).toMatch(reason);
  });

  test('network, home folder, other processes and secrets are out of reach', async () => {
    const { port } = server.address() as AddressInfo;
    const { verification, log } = await attack(`
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
const attempt = async (name, run) => {
  try { console.log(name, 'worked', JSON.stringify(await run())); } catch (error) { console.log(name, 'failed', error.cause?.code ?? error.code); }
};
await attempt('fetch', async () => (await fetch('http://127.0.0.1:${port}/')).status);
await attempt('internet', async () => (await fetch('http://1.1.1.1/')).status);
await attempt('home', () => readdirSync(${JSON.stringify(homedir())}));
await attempt('write', () => writeFileSync('/usr/bin/evil', 'x'));
await attempt('git', () => readFileSync('../.git/config', 'utf8'));
for (const pid of [${process.pid}, ${process.ppid}]) await attempt('kill', () => process.kill(pid, 'SIGKILL'));
console.log('environ', readFileSync('/proc/1/environ', 'utf8'), JSON.stringify(process.env));
process.kill(process.ppid, 'SIGKILL');
setTimeout(() => {}, 500);
`);
    expect(verification.verdict).not.toBe('verified');
    expect(log).toContain('home failed ENOENT');
    expect(log).toContain('fetch failed ECONNREFUSED');
    expect(log).toContain('internet failed ENETUNREACH');
    expect(log).toMatch(/write failed (?:EROFS|ENOENT)/);
    expect(log).not.toMatch(/(?:home|write|git|fetch|internet|kill) worked/);
    expect(log).not.toContain(CANARY);
    expect(reached).toBe(0);
    expect(existsSync('/usr/bin/evil')).toBe(false);
  });

  test('nothing of it is left running', () => {
    expect(execFileSync('ps', ['axww'], { encoding: 'utf8' })).not.toContain('attack.js');
  });
});
