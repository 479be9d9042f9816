import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { build as buildWithEsbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';
import { bugsage as esbuildPlugin } from '../src/esbuild.ts';
import { bugsage as rollupPlugin } from '../src/rollup.ts';
import { bugsage as rspackPlugin } from '../src/rspack.ts';
import { bugsage as vitePlugin } from '../src/vite.ts';
import { bugsage as webpackPlugin } from '../src/webpack.ts';
import type { BugSagePluginOptions } from '../src/index.ts';

export const BUNDLERS = ['vite', 'rollup', 'webpack', 'rspack', 'esbuild'] as const;
export type Bundler = (typeof BUNDLERS)[number];

type Build = { readonly app: string; readonly folder: string; readonly options: BugSagePluginOptions };

/** Builds an application for production, with the plugin and with maps in their own files. */
export async function buildWith(bundler: Bundler, { app, folder, options }: Build): Promise<void> {
  const entry = join(app, 'main.js');
  switch (bundler) {
    case 'vite':
      await buildWithVite({
        root: app,
        configFile: false,
        logLevel: 'error',
        plugins: [vitePlugin(options)],
        build: {
          outDir: folder,
          emptyOutDir: true,
          sourcemap: 'hidden',
          minify: true,
          rollupOptions: { input: entry },
        },
      });
      return;
    case 'rollup': {
      const build = await rollup({ input: entry, plugins: [rollupPlugin(options)] });
      await build.write({ dir: folder, sourcemap: true, entryFileNames: '[name]-[hash].js' });
      await build.close();
      return;
    }
    case 'webpack':
      return run(webpack({ ...packOptions(app, folder), plugins: [webpackPlugin(options)] }));
    case 'rspack':
      return run(rspack({ ...packOptions(app, folder), plugins: [rspackPlugin(options)] }));
    case 'esbuild':
      await buildWithEsbuild({
        entryPoints: [entry],
        outdir: folder,
        bundle: true,
        minify: true,
        sourcemap: true,
        logLevel: 'error',
        plugins: [esbuildPlugin(options)],
      });
  }
}

function packOptions(app: string, folder: string) {
  return {
    mode: 'production' as const,
    devtool: 'source-map' as const,
    context: app,
    entry: './main.js',
    output: { path: folder, filename: '[name]-[contenthash].js', publicPath: '/shop/' },
    performance: { hints: false as const },
  };
}

type Packer = {
  run(
    done: (error: Error | null, stats?: { hasErrors(): boolean; toString(how: string): string }) => void,
  ): void;
  close(done: () => void): void;
};

function run(compiler: unknown): Promise<void> {
  const packer = compiler as Packer;
  return new Promise((resolve, reject) => {
    packer.run((error, stats) => {
      packer.close(() => {
        if (error !== null) reject(error);
        else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
        else resolve();
      });
    });
  });
}
