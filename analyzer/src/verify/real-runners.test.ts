import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installDependencies } from './install-dependencies.ts';
import { openFixture, testSandbox, type Fixture } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';
import { isReachable, NPM_REGISTRY, PYPI } from './testing/registry.ts';

const sandbox = await testSandbox();
const hasNpm = sandbox.kind !== 'none' && (await isReachable(NPM_REGISTRY));

type Runner = {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly script: string;
  readonly isModule: boolean;
  readonly test: string;
  /** Of the regression test. */
  readonly path: string;
  readonly asserts: string;
};

const WORKS = "initials({ profile: { name: 'ada' } })";
const RUNNERS: readonly Runner[] = [
  {
    name: 'jest',
    packages: { jest: '29.7.0' },
    script: 'jest',
    isModule: false,
    test: `const { initials } = require('./user.js');\ntest('initials', () => expect(${WORKS}).toBe('AD'));\n`,
    path: 'user.regression.test.js',
    asserts: "expect(initials({})).toEqual('');",
  },
  {
    name: 'mocha, CommonJS',
    packages: { mocha: '11.7.4' },
    script: 'mocha "**/*.test.*js" --ignore "node_modules/**"',
    isModule: false,
    test: `const assert = require('node:assert');\nconst { initials } = require('./user.js');\nit('initials', () => assert.equal(${WORKS}, 'AD'));\n`,
    path: 'user.regression.test.mjs',
    asserts: "assert.deepEqual(initials({}), '');",
  },
  {
    name: 'mocha, modules',
    packages: { mocha: '11.7.4' },
    script: 'mocha "**/*.test.js" --ignore "node_modules/**"',
    isModule: true,
    test: `import assert from 'node:assert';\nimport { initials } from './user.js';\nit('initials', () => assert.equal(${WORKS}, 'AD'));\n`,
    path: 'user.regression.test.js',
    asserts: "assert.deepEqual(initials({}), '');",
  },
  {
    name: 'vitest',
    packages: { vitest: '3.2.4' },
    script: 'vitest run',
    isModule: true,
    test: `import { expect, test } from 'vitest';\nimport { initials } from './user.js';\ntest('initials', () => expect(${WORKS}).toBe('AD'));\n`,
    path: 'user.regression.test.js',
    asserts: "expect(initials({})).toEqual('');",
  },
];

/** The second function shows what the repository gives where there is no profile. */
const SOURCE = `function initials(user) {
  return user.profile.name.slice(0, 2).toUpperCase();
}

function greeting(user) {
  if (!user.profile) return '';
  return 'Hello ' + user.profile.name;
}
`;

describe.skipIf(!hasNpm)('the regression test of a fix, by the runner its package uses', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-real-runners-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(RUNNERS)('$name', { timeout: 180_000, retry: 1 }, async (runner) => {
    const manifest = {
      name: 'shop',
      version: '1.0.0',
      type: runner.isModule ? 'module' : 'commonjs',
      scripts: { test: runner.script },
      devDependencies: runner.packages,
    };
    const fixture: Fixture = {
      files: {
        'package.json': JSON.stringify(manifest),
        'package-lock.json': await lockOf(sandbox, manifest, folder),
        'user.js':
          SOURCE +
          (runner.isModule
            ? 'export { greeting, initials };\n'
            : 'module.exports = { greeting, initials };\n'),
        'user.test.js': runner.test,
      },
      error: undefinedProperty('name'),
      frames: [['user.js', 'user.profile.name']],
    };
    const found = await openFixture(fixture, sandbox);
    const { step, sandbox: installed } = await installDependencies({
      sandbox,
      code: found.code,
      settings: { testCommand: null },
      cacheDirectory: join(folder, 'cache'),
      registry: null,
    });
    expect(step).toMatchObject({ name: 'install', status: 'passed' });
    const opened = await openFixture(fixture, installed);
    const guard = {
      path: 'user.js',
      find: '  return user',
      replace: "  if (!user.profile) return '';\n  return user",
    };
    const { verification, regressionTest } = await opened.verify(guard);
    expect(verification).toMatchObject({
      verdict: 'verified',
      reproduction: 'generated_call',
      test_results: { passed: 1, failed: 0 },
    });
    expect(regressionTest).toMatchObject({ path: runner.path });
    expect(regressionTest?.text).toContain(runner.asserts);

    // Once more by hand, with the test command of the package: red without the change, green with it.
    const run = async (change: boolean) => {
      const { path, text } = regressionTest ?? { path: '', text: '' };
      const checkout = await opened.code.repository.worktree(opened.code.commit);
      const source = await readFile(join(checkout.path, 'user.js'), 'utf8');
      if (change) await writeFile(join(checkout.path, 'user.js'), source.replace(guard.find, guard.replace));
      await writeFile(join(checkout.path, path), text);
      const command = ['sh', '-c', runner.script];
      const result = await installed.run({ directory: checkout.path, command, timeoutMs: 60_000 });
      await checkout.remove();
      return result;
    };
    const [red, green] = [await run(false), await run(true)];
    expect(red.exitCode).toBeGreaterThan(0);
    expect(red.output).toContain("Cannot read properties of undefined (reading 'name')");
    expect(green).toMatchObject({ exitCode: 0 });
    await Promise.all([found.remove(), opened.remove()]);
    if (runner.isModule) return;

    // What only a test gets into: no generated call has such a key.
    const locked: Fixture = {
      ...fixture,
      files: {
        ...(fixture.files as Record<string, string>),
        'user.js': `${SOURCE.replace('(user) {', '(user, key) {\n  if (key.length % 1013 !== 7 || key.length < 5000) throw new Error();')}
module.exports = { greeting, initials };
`,
        'user.test.js': runner.test.replace('})', "}, 'k'.repeat(5072))"),
      },
    };
    const watched = await openFixture(locked, installed);
    expect((await watched.verify(guard)).verification).toMatchObject({
      verdict: 'verified',
      reproduction: 'test_call',
    });
    await watched.remove();
  });
});

const hasPip =
  sandbox.kind !== 'none' &&
  (
    await sandbox.run({
      directory: import.meta.dirname,
      command: ['python3', '-m', 'pip', '--version'],
      timeoutMs: 20_000,
    })
  ).exitCode === 0;
if (!hasPip) process.stderr.write('PYTEST TEST NOT RUN: there is no python3 with pip in the sandbox.\n');

describe.skipIf(!hasPip || !(await isReachable(PYPI)))('the regression test of a Python fix', () => {
  test('pytest, installed from requirements.txt', { timeout: 180_000, retry: 1 }, async () => {
    const cacheDirectory = await mkdtemp(join(tmpdir(), 'bugsage-real-pytest-'));
    const fixture: Fixture = {
      files: {
        'requirements.txt': 'pytest==8.4.2\n',
        'shop/__init__.py': '',
        'shop/stock.py': `def label(item):
    return str(item.get("discount", 0)) + " off"


def total(item):
    return item["price"] - item["discount"]
`,
        'tests/test_total.py':
          'from shop.stock import total\n\n\ndef test_total():\n    assert total({"price": 3, "discount": 1}) == 2\n',
        'conftest.py': '',
      },
      error: { type: 'KeyError', value: "'discount'" },
      frames: [['shop/stock.py', 'item["price"] -']],
    };
    const found = await openFixture(fixture, sandbox);
    const settings = { testCommand: null };
    const { step, sandbox: installed } = await installDependencies({
      sandbox,
      code: found.code,
      settings,
      cacheDirectory,
      registry: null,
    });
    expect(step).toMatchObject({ name: 'install', status: 'passed' });
    const opened = await openFixture(fixture, installed);
    const { verification, regressionTest } = await opened.verify({
      path: 'shop/stock.py',
      find: 'item["discount"]',
      replace: 'item.get("discount", 0)',
    });
    expect(verification).toMatchObject({
      verdict: 'verified',
      reproduction: 'generated_call',
      test_results: { passed: 1, failed: 0 },
    });
    expect(verification.steps.find(({ name }) => name === 'tests_with_fix')?.command).toContain('pytest');
    expect(regressionTest?.path).toBe('tests/test_stock_regression.py');
    expect(regressionTest?.text).toMatch(/^def test_total_copes_with_what_raised_KeyError\(\):$/m);
    expect(regressionTest?.text).toMatch(/^ {4}assert total\(\{"price": \d+\}\) == \d+$/m);
    await Promise.all([found.remove(), opened.remove(), rm(cacheDirectory, { recursive: true })]);
  });
});

/** What npm makes of a manifest today. */
async function lockOf(npm: Sandbox, manifest: unknown, folder: string): Promise<string> {
  const directory = await mkdtemp(join(folder, 'lock-'));
  await chmod(directory, 0o755);
  await writeFile(join(directory, 'package.json'), JSON.stringify(manifest));
  const made = await npm.run({
    directory,
    command: [
      'sh',
      '-c',
      'npm_config_cache=$PWD/.cache npm install --package-lock-only --ignore-scripts --no-audit',
    ],
    timeoutMs: 120_000,
    dangerouslyAllowNetwork: true,
  });
  if (made.exitCode !== 0) throw new Error(made.output);
  return readFile(join(directory, 'package-lock.json'), 'utf8');
}
