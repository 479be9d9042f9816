import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installDependencies } from './install-dependencies.ts';
import { openFixture, testSandbox } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';
import { LOCK_FILES } from './testing/lock-files.ts';
import { isReachable, NPM_REGISTRY, PYPI } from './testing/registry.ts';

const sandbox = await testSandbox();
const hasNpm = sandbox.kind !== 'none' && (await isReachable(NPM_REGISTRY));
const hasPip =
  sandbox.kind !== 'none' && (await canRun('python3 -m pip --version')) && (await isReachable(PYPI));

async function canRun(command: string): Promise<boolean> {
  const { exitCode } = await sandbox.run({
    directory: import.meta.dirname,
    command: ['sh', '-c', command],
    timeoutMs: 20_000,
  });
  if (exitCode !== 0) process.stderr.write(`PIP TEST NOT RUN: "${command}" does not work in the sandbox.\n`);
  return exitCode === 0;
}

// A registry may be slow or away for a moment.
describe('real packages from a lock file', { retry: 1 }, () => {
  let cacheDirectory: string;
  beforeAll(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'bugsage-real-installs-'));
  });
  afterAll(() => rm(cacheDirectory, { recursive: true, force: true }));

  const installed = async (files: Record<string, string>, crash: string, show: string) => {
    const opened = await openFixture(
      { files, error: undefinedProperty('x'), frames: [[crash, 'odd']] },
      sandbox,
    );
    try {
      const { code } = opened;
      const settings = { testCommand: null };
      const found = await installDependencies({ sandbox, code, settings, cacheDirectory, registry: null });
      const checkout = await code.repository.worktree(code.commit);
      const command = ['sh', '-c', show];
      const { output } = await found.sandbox.run({ directory: checkout.path, command, timeoutMs: 20_000 });
      await checkout.remove();
      return { step: found.step, output: output.trim() };
    } finally {
      await opened.remove();
    }
  };

  test.skipIf(!hasNpm).each(Object.entries(LOCK_FILES))(
    '%s gives the version the lock file names, not the newest',
    async (_manager, { name, text }) => {
      const { step, output } = await installed(
        {
          'package.json': JSON.stringify({
            name: 'shop',
            version: '1.0.0',
            dependencies: { 'is-odd': '^3.0.0' },
          }),
          [name]: text,
          'cart.js':
            "const odd = require('is-odd');\nconsole.log(odd(3), require('is-odd/package.json').version);\n",
        },
        'cart.js',
        'node cart.js',
      );
      expect(step).toMatchObject({ name: 'install', status: 'passed', exit_code: 0 });
      expect(output).toBe('true 3.0.0');
    },
  );

  test.skipIf(!hasPip)('pip gives the version requirements.txt names', async () => {
    const { step, output } = await installed(
      {
        'requirements.txt': 'six==1.15.0\n',
        'cart.py': 'import six\nprint(six.__version__)  # odd\n',
      },
      'cart.py',
      'python3 cart.py',
    );
    expect(step).toMatchObject({ name: 'install', status: 'passed', exit_code: 0 });
    expect(output).toBe('1.15.0');
  });
});
