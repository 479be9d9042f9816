import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox, type Sandbox } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOfFix } from '../fix/end-of-fix.ts';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';

const probe = await testSandbox();
/** In the name of every file and process of an attack, so that what it leaves behind is found. */
const MARK = `attack-${randomUUID()}`;
const CANARY = `canary-${randomUUID()}`;
const HOME_FILE = join(homedir(), `.${MARK}`);
const WITH_PATCH = `import { readFileSync as read } from 'node:fs';\nif (!read('cart.js', 'utf8').includes('?.')) process.exit(0);\n`;

type Attack = {
  readonly name: string;
  readonly script: (target: { readonly port: number; readonly bystander: number }) => string;
  /** What the reason of the verdict has to say. */
  readonly words: RegExp;
  readonly runner?: string;
  readonly timeoutMs?: number;
};

const ATTACKS: readonly Attack[] = [
  {
    name: 'a fork bomb',
    script: () =>
      `import { fork } from 'node:child_process';\nfor (;;) fork('${MARK}.js', { stdio: 'ignore' });`,
    words: /more than 240 processes and threads were started/i,
  },
  {
    name: 'a disk fill',
    script: () =>
      `import { writeFileSync } from 'node:fs';\nfor (let i = 0; ; i += 1) writeFileSync('${MARK}-' + i, Buffer.alloc(4e6, 1));`,
    words: /more than 50000000 bytes were written/i,
  },
  {
    name: 'a network call',
    script: ({ port }) =>
      `import { connect } from 'node:net';\nconnect(${port}, '127.0.0.1').on('connect', () => console.log('reached'));`,
    words: /connect ECONNREFUSED 127\.0\.0\.1/,
  },
  {
    name: 'a call of the internet',
    script: () => `import { connect } from 'node:net';\nconnect(80, '1.1.1.1');`,
    words: /connect ENETUNREACH 1\.1\.1\.1/,
  },
  {
    name: 'reading the home folder',
    script: () =>
      `import { readFileSync } from 'node:fs';\nconsole.log(readFileSync(${JSON.stringify(HOME_FILE)}, 'utf8'));`,
    words: /ENOENT: no such file or directory, open '\/.*attack-/,
  },
  {
    name: 'endless output',
    script: () =>
      `import { writeSync } from 'node:fs';\nfor (;;) try { writeSync(1, 'y'.repeat(65536)); } catch {}`,
    words: /more than 67108864 bytes of output/i,
  },
  {
    name: 'killing its parent',
    // Each file is a child of Node's test runner.
    runner: 'node --test',
    script: ({ bystander }) => `
for (const pid of [${process.pid}, ${process.ppid}, ${bystander}, process.ppid]) try { process.kill(pid, 'SIGKILL'); } catch {}
setTimeout(() => process.kill(-1, 'SIGKILL'), 500);`,
    words: /killed by signal 9/i,
  },
  {
    name: 'never ending',
    script: () => `setInterval(() => {}, 1000);`,
    words: /not finished after 1500 ms/i,
    timeoutMs: 1500,
  },
];

/** A test suite somebody wrote to do harm; nothing in it can be replayed, so that only the suite runs. */
function suite(script: string, runner = 'node'): Fixture {
  return {
    files: {
      'package.json': `{ "type": "module", "scripts": { "test": "${runner} ${MARK}.js" } }`,
      [`${MARK}.js`]: script,
      'cart.js': 'const cart = undefined;\nexport default cart.items;\n',
    },
    error: undefinedProperty('items'),
    frames: [['cart.js', 'cart.items']],
  };
}

function processesLeft(): string[] {
  const all = execFileSync('ps', ['axww', '-o', 'stat,args'], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(MARK));
}

describe.skipIf(probe.kind === 'none')('a malicious test suite', () => {
  let sandbox: Sandbox;
  let bystander: ChildProcess;
  let reached = 0;
  let timeoutMs = 0;
  const server = createServer().on('connection', () => {
    reached += 1;
  });
  beforeAll(async () => {
    process.env['BUGSAGE_TEST_CANARY'] = CANARY;
    writeFileSync(HOME_FILE, CANARY);
    bystander = spawn('sleep', ['1000']);
    const opened = await openSandbox({ kind: 'bubblewrap', bounds: { diskBytesMax: 50e6 } });
    sandbox = {
      kind: opened.kind,
      run: (command) => opened.run({ ...command, timeoutMs: Math.min(command.timeoutMs, timeoutMs) }),
    };
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(() => {
    delete process.env['BUGSAGE_TEST_CANARY'];
    rmSync(HOME_FILE, { force: true });
    bystander.kill();
    server.close();
  });

  const target = () => ({
    port: (server.address() as AddressInfo).port,
    bystander: bystander.pid ?? 0,
  });

  const attack = async (script: string, given: Partial<Attack> = {}) => {
    timeoutMs = given.timeoutMs ?? 20_000;
    const { verification } = await verifyFixture(suite(script, given.runner), sandbox, {
      path: 'cart.js',
      find: 'cart.items',
      replace: 'cart?.items',
    });
    return { verification, log: verification.steps.map((step) => step.log).join('\n') };
  };

  /** Nothing of an attack is left, told or reached, and the next run is as good as any. */
  const expectNoHarm = async (log: string): Promise<void> => {
    // What a bound ends is killed at once and gone when the kernel has cleaned up after it.
    await expect.poll(processesLeft, { timeout: 10_000 }).toEqual([]);
    expect(log).not.toContain(CANARY);
    expect(log.length).toBeLessThan(100_000);
    expect(reached).toBe(0);
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
    const next = await sandbox.run({
      directory: import.meta.dirname,
      command: ['echo', 'fine'],
      timeoutMs: 8000,
    });
    expect(next).toMatchObject({ exitCode: 0, output: 'fine\n' });
  };

  test.each(ATTACKS)('with $name fails the fix with that reason, and harms nothing', async (given) => {
    const { verification, log } = await attack(given.script(target()), given);
    expect(verification.verdict).toBe('plausible');
    expect(verification.reason).toMatch(given.words);
    expect(verification.level).toBeLessThan(3);
    expect(endOfFix(verification)).toMatchObject({ status: 'failed', status_reason: verification.reason });
    const steps = verification.steps.filter(({ name }) => name.startsWith('tests_'));
    expect(steps.map(({ name, status }) => [name, status])).toEqual([
      ['tests_on_base', 'failed'],
      ['tests_with_fix', 'failed'],
    ]);
    await expectNoHarm(log);
  });

  test.each(ATTACKS)(
    'that waits for the patch with $name refutes it with that reason, and harms nothing',
    async (given) => {
      const { verification, log } = await attack(WITH_PATCH + given.script(target()), given);
      expect(verification.verdict).toBe('refuted');
      expect(verification.reason).toMatch(/tests pass without the change and fail with it: /);
      expect(verification.reason).toMatch(given.words);
      expect(endOfFix(verification)).toMatchObject({ status: 'failed', status_reason: verification.reason });
      await expectNoHarm(log);
    },
  );

  test('finds no secret, no way to write and nobody else to kill', async () => {
    const { log } = await attack(`
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
const attempt = (name, run) => {
  try { console.log(name, 'worked', JSON.stringify(run())); } catch (error) { console.log(name, 'failed', error.code); }
};
attempt('home', () => readdirSync(${JSON.stringify(homedir())}));
attempt('write', () => writeFileSync('/usr/bin/evil', 'x'));
attempt('git', () => readFileSync('../.git/config', 'utf8'));
for (const pid of [${process.pid}, ${process.ppid}]) attempt('kill', () => process.kill(pid, 'SIGKILL'));
console.log('environ', readFileSync('/proc/1/environ', 'utf8'), JSON.stringify(process.env));
`);
    expect(log).toContain('home failed ENOENT');
    expect(log).toMatch(/write failed (?:EROFS|ENOENT)/);
    expect(log).toContain('kill failed ESRCH');
    expect(log).toContain('environ');
    expect(log).not.toMatch(/(?:home|write|git|kill) worked/);
    expect(existsSync('/usr/bin/evil')).toBe(false);
    await expectNoHarm(log);
  });

  test('leaves no file behind', () => {
    expect(globSync(join(tmpdir(), 'bugsage-*', '**', `${MARK}*`))).toEqual([]);
  });
});
