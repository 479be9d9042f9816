import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLERS, buildWith } from '../../../bundler-plugin/test/builds.ts';

const APP = join(import.meta.dirname, '../../../bundler-plugin/test/app');

type Server = {
  readonly url: string;
  readonly token: string;
  readonly api: (path: string) => Promise<Response>;
};

/** Real builds that upload to a real server when they are done. */
export function describePlugin(server: () => Promise<Server>): void {
  describe('the bundler plugin', () => {
    let folder: string;
    let url: string;
    let token: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bugsage-plugin-'));
      ({ url, token } = await server());
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const filesOf = async (
      release: string,
    ): Promise<{ name: string; usable: boolean; debug_id: string }[]> => {
      const response = await (await server()).api(`/projects/1/artifacts/files?release=${release}`);
      return ((await response.json()) as { files: { name: string; usable: boolean; debug_id: string }[] })
        .files;
    };

    it.each(BUNDLERS)('uploads after a %s build, and deletes the maps then', async (bundler) => {
      const output = join(folder, bundler);
      const release = `${bundler}-1`;
      const options = { url, token, release, deleteMaps: true };
      await buildWith(bundler, { app: APP, folder: output, options });
      const names = (await readdir(output, { recursive: true })).filter((name) => /\.(?:js|map)$/.test(name));
      expect(names).toEqual([expect.stringMatching(/\.js$/)]);
      const script = await readFile(join(output, names[0] ?? ''), 'utf8');
      const debugId = /debugId=([0-9a-f-]{36})/.exec(script)?.[1];
      // The bundler's public path, where it has one.
      const prefix = bundler === 'webpack' || bundler === 'rspack' ? '~/shop' : '~';
      expect(await filesOf(release)).toMatchObject([
        { name: `${prefix}/${names[0]}`, debug_id: debugId, usable: false },
        { name: `${prefix}/${names[0]}.map`, debug_id: debugId, usable: true },
      ]);
    });

    it('lets the build fail with the reason, or go on when asked to; maps stay', async () => {
      const output = join(folder, 'failing');
      const options = { url, token: 'bugsage_wrong', release: false as const, deleteMaps: true };
      await expect(buildWith('rollup', { app: APP, folder: output, options })).rejects.toThrow(
        /401.*BUGSAGE_TOKEN/s,
      );
      await buildWith('rollup', {
        app: APP,
        folder: output,
        options: { ...options, onUploadFailure: 'warn' },
      });
      expect(await readdir(output)).toHaveLength(2);
    });
  });
}
