import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { compileSourceMap, openCompiledMap, scriptReferences } from '@bugsage/stacktrace/source-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLERS, buildWith } from './builds.ts';

const APP = join(import.meta.dirname, 'app');

type World = {
  readonly total?: () => number;
  readonly _sentryDebugIds?: Record<string, string>;
  readonly SENTRY_RELEASE?: { id: string };
};

describe('a build with the plugin', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-plugin-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(BUNDLERS)('%s: scripts tell their debug id and release, and maps fit them', async (bundler) => {
    const output = join(folder, bundler);
    await buildWith(bundler, { app: APP, folder: output, options: { release: 'shop@1', upload: false } });
    const names = (await readdir(output, { recursive: true })).filter((name) => name.endsWith('.js'));
    expect(names).toHaveLength(1);
    const path = join(output, names[0] ?? '');
    const script = await readFile(path, 'utf8');
    const map = await readFile(`${path}.map`);
    const { debugId } = scriptReferences(script);
    expect(debugId).toMatch(/^[0-9a-f-]{36}$/);

    const opened = openCompiledMap(mustCompile(map));
    expect(opened.ok && opened.value.debugId).toBe(debugId);

    const world = createContext({ Error }) as World;
    new Script(script, { filename: 'https://shop.test/app.js' }).runInContext(world);
    expect(world.SENTRY_RELEASE).toEqual({ id: 'shop@1' });
    expect(Object.values(world['_sentryDebugIds'] ?? {})).toEqual([debugId]);
    expect(Object.keys(world['_sentryDebugIds'] ?? {})[0]).toContain('https://shop.test/app.js:1:');

    const stack = stackOf(() => world.total?.());
    const [, line = '0', column = '0'] = /app\.js:(\d+):(\d+)/.exec(stack) ?? [];
    const place = opened.ok ? opened.value.resolve(Number(line), Number(column)) : null;
    expect(place).toMatchObject({ line: 9, context: { line: '  const price = line.article.price;' } });
  });

  it.each(BUNDLERS)('%s: the same sources make the same ids', async (bundler) => {
    const idsOf = async (name: string): Promise<(string | null)[]> => {
      const output = join(folder, name);
      await buildWith(bundler, { app: APP, folder: output, options: { upload: false, release: false } });
      const names = (await readdir(output, { recursive: true })).filter((file) => file.endsWith('.js'));
      return Promise.all(
        names.map(async (file) => scriptReferences(await readFile(join(output, file))).debugId),
      );
    };
    const first = await idsOf(`${bundler}-1`);
    expect(await idsOf(`${bundler}-2`)).toEqual(first);
    expect(first.every((id) => id !== null)).toBe(true);
  });
});

function mustCompile(map: Uint8Array): Uint8Array {
  const compiled = compileSourceMap(map);
  if (!compiled.ok) throw new Error(compiled.error.why);
  return compiled.value;
}

function stackOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).stack ?? '';
  }
  throw new Error('It did not throw.');
}
