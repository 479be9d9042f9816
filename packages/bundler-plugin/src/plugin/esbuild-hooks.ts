import { dirname, relative, resolve, sep } from 'node:path';
import type { PluginBuild } from 'esbuild';
import { finishBuild } from './finish-build.ts';
import type { PluginSettings } from './options.ts';

/** esbuild has no step between bundling and writing, so ids are written into the files that are there. */
export function tapEsbuild(build: PluginBuild, settings: PluginSettings): void {
  const options = build.initialOptions;
  options.metafile = true;
  build.onEnd(async ({ metafile, errors }) => {
    // What stays in memory is the caller's.
    if (metafile === undefined || errors.length > 0 || options.write === false) return;
    const base = options.absWorkingDir ?? process.cwd();
    const folder = resolve(base, options.outdir ?? dirname(options.outfile ?? 'out.js'));
    const files = Object.keys(metafile.outputs).map((path) =>
      relative(folder, resolve(base, path)).split(sep).join('/'),
    );
    const publicPath = options.publicPath ?? null;
    const say = (text: string): void => {
      process.stderr.write(`${text}\n`);
    };
    await finishBuild({ folder, files, publicPath, isInjecting: true }, settings, say);
  });
}
