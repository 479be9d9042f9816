import picomatch from 'picomatch';
import { createUnplugin, type UnpluginInstance } from 'unplugin';
import { tapEsbuild } from './esbuild-hooks.ts';
import { readSettings, type BugSagePluginOptions } from './options.ts';
import { finishRollup, injectIntoBundle, type RollupBundle } from './rollup-hooks.ts';
import { tapCompiler } from './webpack-hooks.ts';

const NAME = '@bugsage/bundler-plugin';

/**
 * Gives scripts and maps of a production build debug ids, tells the SDK the release, and uploads both after the build.
 * One plugin for all bundlers; each entry of the package is this one for its bundler.
 */
export const bugsagePlugin: UnpluginInstance<BugSagePluginOptions | undefined, false> = createUnplugin<
  BugSagePluginOptions | undefined
>((options = {}) => {
  const settings = readSettings(options, process.env);
  const isIgnored = settings.ignore.length === 0 ? () => false : picomatch([...settings.ignore]);
  const { release } = settings;
  let publicPath: string | null = null;
  let isWatching = false;
  const hooks = {
    generateBundle: {
      order: 'post' as const,
      handler(_output: unknown, bundle: unknown): void {
        injectIntoBundle(bundle as RollupBundle, { release, isIgnored });
      },
    },
    writeBundle: {
      order: 'post' as const,
      sequential: true,
      async handler(
        this: { info(text: string): void; meta: { watchMode?: boolean } },
        output: { dir?: string | undefined; file?: string | undefined },
        bundle: unknown,
      ): Promise<void> {
        const isUploading = settings.isUploading && !isWatching && this.meta.watchMode !== true;
        await finishRollup(
          { output, bundle: bundle as RollupBundle, publicPath },
          { ...settings, isUploading },
          (text) => this.info(text),
        );
      },
    },
  };
  return {
    name: NAME,
    enforce: 'post' as const,
    rollup: hooks,
    rolldown: hooks,
    vite: {
      ...hooks,
      apply: 'build' as const,
      configResolved(config: { base: string; build: { watch?: unknown } }): void {
        publicPath = config.base;
        isWatching = config.build.watch != null;
      },
    },
    webpack: (compiler) => tapCompiler(compiler, settings, isIgnored),
    rspack: (compiler) => tapCompiler(compiler, settings, isIgnored),
    esbuild: { setup: (build) => tapEsbuild(build, settings) },
  };
});
