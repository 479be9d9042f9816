import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from '../running-server.ts';
import { describePlugin } from './plugin.suite.ts';
import { callSourcemaps, runSourcemaps } from './sourcemaps-command.ts';

const APP = join(import.meta.dirname, 'app');
type Found = { name: string; release: string; debug_id: string | null; usable: boolean };

describe('bugsage sourcemaps', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let folder: string;
  let server: RunningServer;
  let api: Awaited<ReturnType<typeof openApi>>;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-sourcemaps-'));
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
    api = await openApi(server);
    environment = { BUGSAGE_URL: server.apiUrl, BUGSAGE_TOKEN: await newToken(['artifacts', 'read']) };
  });
  afterAll(async () => {
    await server?.stop();
    await directory.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const newToken = async (scopes: string[]): Promise<string> => {
    const body = JSON.stringify({ name: 'build', scopes });
    const response = await api('/tokens', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    return ((await response.json()) as { token: string }).token;
  };

  /** Two scripts, each with its map. */
  const newBuild = async (name: string): Promise<string> => {
    const output = join(folder, name);
    await build({
      entryPoints: [join(APP, 'cart.js'), join(APP, 'greeting.js')],
      outdir: output,
      minify: true,
      sourcemap: true,
      format: 'esm',
      logLevel: 'error',
    });
    return output;
  };

  const filesOf = async (query: string): Promise<Found[]> => {
    const response = await api(`/projects/1/artifacts/files?limit=100&${query}`);
    return ((await response.json()) as { files: Found[] }).files;
  };

  it('injects, uploads once, and sends only what is new in the next release', async () => {
    const output = await newBuild('first');
    const dry = await runSourcemaps(['upload', output, '--dry-run'], environment);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.output).toContain('~/cart.js.map');
    expect(await readFile(join(output, 'cart.js'), 'utf8')).not.toContain('debugId');
    expect(await filesOf('')).toEqual([]);

    const first = await runSourcemaps(['upload', output, '--release', 'cli@1'], environment);
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toContain('Uploaded 4 files');
    const debugId = /debugId=([0-9a-f-]{36})/.exec(await readFile(join(output, 'cart.js'), 'utf8'))?.[1];
    expect(await filesOf('release=cli%401&search=cart')).toMatchObject([
      { name: '~/cart.js', debug_id: debugId },
      { name: '~/cart.js.map', debug_id: debugId, usable: true },
    ]);

    const again = await callSourcemaps(['upload', output, '--release', 'cli@1'], environment);
    expect(again).toMatchObject({ code: 0 });
    expect(again.output).toContain('Nothing to send: My project has all 4 files');

    await writeFile(join(output, 'greeting.js'), `${await readFile(join(output, 'greeting.js'), 'utf8')} `);
    const next = await callSourcemaps(['upload', output, '--release', 'cli@2', '--json'], environment);
    expect(JSON.parse(next.output)).toMatchObject({ uploaded: { sent: 1, known: 3, problems: [] } });
    expect(await filesOf('release=cli%402&state=usable')).toMatchObject([
      { name: '~/cart.js.map', debug_id: debugId },
      { name: '~/greeting.js.map' },
    ]);
  });

  it('deletes maps of the folder when asked to, and not before they are uploaded', async () => {
    const output = await newBuild('deleted');
    const refused = await callSourcemaps(['upload', output, '--delete-maps'], {
      ...environment,
      BUGSAGE_TOKEN: 'bugsage_x',
    });
    expect(refused).toMatchObject({ code: 1 });
    expect(await readdir(output)).toContain('cart.js.map');
    expect(await callSourcemaps(['upload', output, '--delete-maps'], environment)).toMatchObject({ code: 0 });
    expect(await readdir(output)).toEqual(['cart.js', 'greeting.js']);
  });

  it.each([
    ['no address', { BUGSAGE_URL: '' }, [], 1, /--url .* or set BUGSAGE_URL/],
    ['no token', { BUGSAGE_TOKEN: '' }, [], 1, /No token.*scope artifacts/],
    ['a wrong token', { BUGSAGE_TOKEN: 'bugsage_wrong' }, [], 1, /401.*BUGSAGE_TOKEN/s],
    ['an unknown project', {}, ['--project', 'other'], 1, /no project other.*default\/default/],
    ['an unknown option', {}, ['--relase', 'x'], 2, /--relase.*--help/],
    ['an address that is none', { BUGSAGE_URL: 'shop' }, [], 1, /is no address/],
  ])('says what to do about %s', async (name, wrong, words, code, message) => {
    const output = await newBuild(name.replaceAll(' ', '-'));
    const ran = await callSourcemaps(['upload', output, ...words], { ...environment, ...wrong });
    expect(ran).toMatchObject({ code, notes: expect.stringMatching(message) });
    expect(await readFile(join(output, 'cart.js'), 'utf8')).not.toContain('debugId');
  });

  it('tries again while the server is busy, and gives up on what will not change', async () => {
    const answers = [503, 429, 200];
    const asked: number[] = [];
    const busy = createServer((_request, response) => {
      const status = answers[asked.length] ?? 404;
      asked.push(status);
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(status === 200 ? '[]' : '{"detail":"not now"}');
    });
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { port } = busy.address() as AddressInfo;
    const output = await newBuild('busy');
    const ran = await callSourcemaps(['upload', output], {
      ...environment,
      BUGSAGE_URL: `http://127.0.0.1:${port}`,
    });
    busy.close();
    expect(asked).toEqual([503, 429, 200]);
    expect(ran).toMatchObject({ code: 1, notes: expect.stringContaining('The token sees no project.') });
  });

  it('check reads a folder as the server would', async () => {
    const output = await newBuild('checked');
    await writeFile(join(output, 'bare.js'), 'a()\n');
    await writeFile(join(output, 'lost.js'), 'a()\n//# sourceMappingURL=gone.js.map\n');
    await writeFile(join(output, 'bad.js'), 'a()\n//# sourceMappingURL=bad.js.map\n');
    await writeFile(join(output, 'bad.js.map'), '{"version":3,"sources":[],"names":[],"mappings":"!"}');
    const ran = await callSourcemaps(['check', output]);
    expect(ran.code).toBe(1);
    expect(ran.output).toMatch(/✗ bare\.js\n +It names no map/);
    expect(ran.output).toMatch(/✗ lost\.js\n +It names gone\.js\.map, which is not in the folder/);
    expect(ran.output).toMatch(/✗ bad\.js\n +Its map cannot be read/);
    expect(ran.output).toMatch(/! cart\.js\n +It has no debug id/);
    expect(ran.output).toContain('3 of 5 scripts cannot be resolved.');
    await cp(await newBuild('good'), join(folder, 'clean'), { recursive: true });
    await callSourcemaps(['inject', join(folder, 'clean')]);
    expect(await callSourcemaps(['check', join(folder, 'clean')])).toMatchObject({ code: 0 });
  });

  const report = async (release: string | null, file: string): Promise<string> => {
    const eventId = crypto.randomUUID().replaceAll('-', '');
    const frames = [{ filename: file, abs_path: file, function: 'a', lineno: 1, colno: 20, in_app: true }];
    const event = {
      event_id: eventId,
      platform: 'javascript',
      ...(release === null ? {} : { release }),
      exception: { values: [{ type: 'TypeError', value: eventId, stacktrace: { frames } }] },
    };
    const url = new URL(server.dsn);
    const sent = await fetch(`${url.origin}/api/1/store/?sentry_key=${url.username}`, {
      method: 'POST',
      body: JSON.stringify(event),
    });
    expect(sent.status).toBe(200);
    return eventId;
  };

  it.each([
    [
      'a release without uploads',
      'none@1',
      'https://a.test/vendor.js',
      1,
      /Release none@1 has no upload[^→]*→.*--release 'none@1'/s,
    ],
    [
      'a release it was not uploaded for',
      'none@1',
      'https://a.test/cart.js',
      1,
      /other releases only.*The event says release none@1/s,
    ],
    [
      'another address',
      'place@1',
      'https://a.test/js/cart.js',
      1,
      /place@1 has ~\/cart\.js; the frame asks for ~\/js\/cart\.js.*--url-prefix '~\/js'/s,
    ],
    ['neither release nor debug id', null, 'https://a.test/vendor.js', 1, /neither a debug id/],
    ['nothing at all', 'place@1', 'https://a.test/cart.js', 0, /✓ .*found by release and address/s],
  ])('check says why a frame is not resolved: %s', async (_, release, file, code, message) => {
    await callSourcemaps(
      ['upload', await newBuild('place'), '--release', 'place@1', '--no-inject'],
      environment,
    );
    const eventId = await report(release, file);
    await expect
      .poll(() => callSourcemaps(['check', eventId], environment), { timeout: 60_000, interval: 500 })
      .toMatchObject({ code, output: expect.stringMatching(message) });
  });

  it('deletes an upload by its id, and those of a release', async () => {
    await callSourcemaps(['upload', await newBuild('gone'), '--release', 'gone@1'], environment);
    const [file] = (await (await api('/projects/1/artifacts/files?release=gone@1')).json()).files;
    expect((await api(`/projects/1/artifacts/${file.bundle_id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await filesOf('release=gone@1')).toEqual([]);
    expect((await api(`/projects/1/artifacts/${file.bundle_id}`, { method: 'DELETE' })).status).toBe(404);
    const answer = await api('/projects/1/artifacts?release=cli@1', { method: 'DELETE' });
    expect(await answer.json()).toEqual({ deleted: 1 });
    expect(await filesOf('release=cli@1')).toEqual([]);
    expect(await filesOf('release=cli@2')).toHaveLength(4);
  });

  describePlugin(async () => ({ url: server.apiUrl, token: await newToken(['artifacts']), api }));
});
