import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MagicString } from 'magic-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiToken } from '../src/api/auth/api-tokens.ts';
import { startFixture, type Fixture } from './api/fixture.ts';
import { FOREIGN_PROJECT, OWN_PROJECT, USERS, type UserName } from './api/seed.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const TOOLS = { 'sentry-cli 3': '@sentry/cli', 'sentry-cli 2': 'sentry-cli-2' } as const;

describe('tools that upload source maps', () => {
  let fixture: Fixture;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    fixture = await startFixture();
    await fixture.api.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(fixture.api.server.address() as AddressInfo).port}`;
    folder = await mkdtemp(join(tmpdir(), 'bugsage-tools-'));
  });
  afterAll(async () => {
    await fixture.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** An API token that may do nothing else. */
  const tokenOf = async (user: UserName): Promise<string> => {
    const { token, hash, prefix } = createApiToken();
    const owner = await fixture.services.users.findByEmail(USERS[user].email);
    const saved = { user_id: owner?.id ?? '', name: 'build', prefix, hash, expires_at: null };
    await fixture.services.apiTokens.create({ ...saved, scopes: ['artifacts'], project_ids: null });
    return token;
  };

  /** A command as a build runs it. */
  const cli = async (tool: string, user: UserName, ...words: string[]): Promise<string> => {
    const token = await tokenOf(user);
    const program = join(require.resolve(`${tool}/package.json`), '..', 'bin', 'sentry-cli');
    const { stdout, stderr } = await run(process.execPath, [program, ...words], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        SENTRY_URL: url,
        SENTRY_AUTH_TOKEN: token,
        SENTRY_ORG: 'default',
        SENTRY_PROJECT: 'default',
        SENTRY_DISABLE_UPDATE_CHECK: '1',
      },
    });
    return stdout + stderr;
  };

  const build = async (name: string): Promise<void> => {
    const source = `function total(cart) {\n  return cart.items.length;\n}\ntotal(${JSON.stringify(name)});\n`;
    const script = new MagicString(source);
    script.overwrite(0, source.indexOf('{'), 'function t(c)');
    await mkdir(join(folder, name), { recursive: true });
    const map = script.generateMap({ source: `../src/${name}.js`, includeContent: true, hires: true });
    await writeFile(join(folder, name, 'app.js'), `${script.toString()}//# sourceMappingURL=app.js.map\n`);
    await writeFile(join(folder, name, 'app.js.map'), map.toString());
  };

  const filesOf = async (release: string) => {
    const { artifacts } = fixture.services;
    const { bundles } = await artifacts.listBundles(everyBundle(OWN_PROJECT));
    const own = bundles.filter((bundle) => bundle.release === release);
    const files = await Promise.all(own.map(({ id }) => artifacts.listFiles(OWN_PROJECT, id, 100)));
    return { bundles: own, files: files.flat() };
  };

  const search = async (lookup: { debugId?: string; release?: string; names?: string[] }) => {
    const [answer] = await fixture.backends.artifactReader.findMaps([
      {
        projectId: OWN_PROJECT,
        debugId: lookup.debugId ?? null,
        release: lookup.release ?? null,
        dist: null,
        names: lookup.names ?? [],
      },
    ]);
    return answer;
  };

  it.each(Object.entries(TOOLS))('%s announces a release, injects debug ids and uploads', async (_, tool) => {
    const name = tool.replaceAll(/\W/g, '');
    const release = `${name}@1.0.0`;
    await build(name);
    await cli(tool, 'member', 'releases', 'new', release);
    await cli(tool, 'member', 'sourcemaps', 'inject', name);
    const output = await cli(tool, 'member', 'sourcemaps', 'upload', '--wait', '--release', release, name);
    expect(output).toContain('app.js');
    await cli(tool, 'member', 'releases', 'finalize', release);
    if (tool === '@sentry/cli') {
      await cli(tool, 'member', 'deploys', 'new', '--release', release, '-e', 'production');
    }
    const { bundles, files } = await filesOf(release);
    expect(bundles).toMatchObject([
      { state: 'ok', detail: '', file_count: 2, uploaded_by: 'member@acme.example' },
    ]);
    const script = await readFile(join(folder, name, 'app.js'), 'utf8');
    const debugId = /debugId=([0-9a-f-]{36})/.exec(script)?.[1];
    expect(files).toMatchObject([
      {
        name: '~/app.js',
        kind: 'minified_source',
        debug_id: debugId,
        map_name: '~/app.js.map',
        problem: null,
      },
      { name: '~/app.js.map', kind: 'source_map', debug_id: debugId, usable: true, problem: null },
    ]);
    expect(await search({ debugId: debugId ?? '' })).toMatchObject({
      kind: 'found',
      map: { by: 'debug_id', name: '~/app.js.map' },
    });
    expect(await search({ release, names: ['https://a.test/app.js', '~/app.js'] })).toMatchObject({
      kind: 'found',
      map: { by: 'url', name: '~/app.js.map' },
    });
    expect(await search({ release: 'other', names: ['~/app.js'] })).toMatchObject({ kind: 'other_release' });
    expect(await search({ release, names: ['~/vendor.js'] })).toEqual({ kind: 'nothing' });
    const stored = await fixture.services.releases.get(OWN_PROJECT, release);
    expect(stored?.released_at).not.toBeNull();
    // The same again uploads nothing.
    await cli(tool, 'member', 'sourcemaps', 'upload', '--wait', '--release', release, name);
    expect((await filesOf(release)).bundles).toHaveLength(1);
  });

  it('takes files one by one, as older tools send them', async () => {
    await build('single');
    const token = await tokenOf('member');
    for (const file of ['app.js', 'app.js.map']) {
      const form = new FormData();
      form.set('name', `~/single/${file}`);
      form.set('file', new Blob([await readFile(join(folder, 'single', file))]), file);
      const answer = await fetch(`${url}/api/0/projects/default/default/releases/single-1/files/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: form,
      });
      expect([answer.status, await answer.json()]).toMatchObject([201, { name: `~/single/${file}` }]);
    }
    expect(await search({ release: 'single-1', names: ['~/single/app.js'] })).toMatchObject({
      kind: 'found',
      map: { by: 'url', name: '~/single/app.js.map' },
    });
  });

  it('lets viewers read and not upload, and strangers see nothing', async () => {
    await build('refused');
    const upload = ['sourcemaps', 'upload', '--release', 'refused-1', 'refused'];
    await expect(cli('@sentry/cli', 'viewer', ...upload)).rejects.toThrow(/role member/);
    await expect(cli('@sentry/cli', 'stranger', ...upload)).rejects.toThrow(/not found/);
    expect((await filesOf('refused-1')).bundles).toEqual([]);
    const { bundles } = await fixture.services.artifacts.listBundles(everyBundle(FOREIGN_PROJECT));
    expect(bundles).toEqual([]);
  });
});

function everyBundle(projectId: number) {
  return { projectId, release: null, state: null, skip: 0, limit: 100 };
}
