import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRepository } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseCode } from '../evidence/case.ts';
import { installDependencies } from './install-dependencies.ts';
import { planInstall } from './install-plan.ts';
import { testSandbox } from './testing/fixture.ts';

const sandbox = await testSandbox();
const CANARY = 'canary-install-77';

describe.skipIf(sandbox.kind === 'none')('dependencies', () => {
  let folder: string;
  let code: CaseCode;
  let registry: string;
  let downloads = 0;
  let tarball: Buffer;
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/greet/') === true) {
      downloads += 1;
      return response.end(tarball);
    }
    response.writeHead(404);
    return response.end('{}');
  });

  beforeAll(async () => {
    process.env['BUGSAGE_TEST_INSTALL'] = CANARY;
    folder = await mkdtemp(join(tmpdir(), 'bugsage-install-'));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    tarball = await pack({
      'package.json': JSON.stringify({
        name: 'greet',
        version: '1.0.0',
        main: 'index.js',
        scripts: {
          postinstall: "node -e \"require('fs').writeFileSync('ran', JSON.stringify(process.env))\"",
        },
      }),
      'index.js': "module.exports = () => 'hello';\n",
    });
    code = await repositoryWith({
      'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', dependencies: { greet: '1.0.0' } }),
      'package-lock.json': JSON.stringify(lockFile(registry, tarball)),
      '.npmrc': 'script-shell=/bin/evil\n',
      'cart.js': "console.log(require('greet')());\n",
    });
  });
  afterAll(async () => {
    delete process.env['BUGSAGE_TEST_INSTALL'];
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const install = () =>
    installDependencies({
      sandbox,
      code,
      settings: { testCommand: null },
      cacheDirectory: join(folder, 'cache'),
      registry,
    });

  test('are installed once per lock file, without running their scripts, and seen read-only', async () => {
    const first = await install();
    expect(first.step).toMatchObject({ name: 'install', status: 'passed', exit_code: 0 });
    const checkout = await code.repository.worktree(code.commit);
    const run = (command: string) =>
      first.sandbox.run({ directory: checkout.path, command: ['sh', '-c', command], timeoutMs: 30_000 });
    expect((await run('node cart.js')).output.trim()).toBe('hello');
    expect((await run('ls node_modules/greet/ran')).output).toContain('No such file');
    expect((await run('echo x > node_modules/greet/index.js')).output).toContain('Read-only');
    expect((await run('echo x > node_modules/.cache/x && echo kept')).output).toContain('kept');
    await checkout.remove();
    expect((await install()).step?.log).toContain('Installed before');
    expect(downloads).toBe(1);
    const left = await readdir(join(folder, 'cache'));
    expect(left).toHaveLength(1);
    const found = spawnSync('grep', ['-rlE', `${CANARY}|script-shell`, join(folder, 'cache')], {
      encoding: 'utf8',
    });
    expect(found.stdout).toBe('');
  });

  test('that cannot be had leave a failed step, and nothing half done', async () => {
    const broken = await repositoryWith({
      'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', dependencies: { greet: '1.0.0' } }),
      'package-lock.json': JSON.stringify(lockFile(`${registry}/away`, tarball)),
    });
    const failed = await installDependencies({
      sandbox,
      code: broken,
      settings: { testCommand: null },
      cacheDirectory: join(folder, 'broken'),
      registry: `${registry}/away`,
    });
    expect(failed.step).toMatchObject({ status: 'failed' });
    expect(await readdir(join(folder, 'broken'))).toEqual([]);
  });

  test.each([
    [
      'pnpm-lock.yaml',
      '{ "packageManager": "pnpm@9.1.0+sha512.x" }',
      'pnpm@9.1.0 install --frozen-lockfile --ignore-scripts',
    ],
    ['pnpm-lock.yaml', '{ "packageManager": "pnpm@9; curl evil" }', 'pnpm@10.34.0 install'],
    ['yarn.lock', '{}', 'yarn@1.22.22 install --frozen-lockfile --ignore-scripts'],
    ['bun.lock', '{}', 'npm install --ignore-scripts'],
    ['requirements.txt', '{}', 'pip install --no-cache-dir --only-binary :all:'],
  ])('%s of %s is installed by %s', async (lock, manifest, command) => {
    const given = await repositoryWith({ 'package.json': manifest, [lock]: '' });
    expect((await planInstall(given, { folder: '' }))?.command).toContain(command);
  });

  async function repositoryWith(files: Record<string, string>): Promise<CaseCode> {
    const source = await mkdtemp(join(folder, 'source-'));
    for (const [path, text] of Object.entries(files)) await writeFile(join(source, path), text);
    const git = (...rest: string[]) =>
      execFileSync('git', ['-C', source, '-c', 'user.name=A', '-c', 'user.email=a@x', ...rest]);
    git('init', '-q', '-b', 'main');
    git('add', '--all', '--force');
    git('commit', '-qm', 'All');
    const repository = await openRepository({ url: source, mirrorDirectory: `${source}.mirror` });
    const { commit } = await repository.commitOfRelease(null);
    const names = await repository.listFiles(commit);
    return { repository, commit, files: names, frames: [], sources: new Map() } as unknown as CaseCode;
  }

  async function pack(files: Record<string, string>): Promise<Buffer> {
    const at = join(folder, 'package');
    await mkdir(at);
    for (const [path, text] of Object.entries(files)) await writeFile(join(at, path), text);
    return execFileSync('tar', ['-cz', '-C', folder, 'package']);
  }
});

function lockFile(registry: string, tarball: Buffer): unknown {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return {
    name: 'shop',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'shop', version: '1.0.0', dependencies: { greet: '1.0.0' } },
      'node_modules/greet': {
        version: '1.0.0',
        resolved: `${registry}/greet/-/greet-1.0.0.tgz`,
        integrity,
        hasInstallScript: true,
      },
    },
  };
}
