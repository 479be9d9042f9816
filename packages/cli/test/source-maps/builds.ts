import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';
import { bugsage as esbuildPlugin } from '../../../bundler-plugin/src/esbuild.ts';
import { buildWith, type Bundler as PluginBundler } from '../../../bundler-plugin/test/builds.ts';

const APP = join(import.meta.dirname, 'app');
/** The same page, reported by our SDK. */
const OWN_APP = join(import.meta.dirname, 'own-app');

type Bundler = 'vite' | 'webpack';

/** Builds the application for production, minified, with maps beside the scripts. Answers the folder to serve. */
export async function buildApp(bundler: Bundler, folder: string): Promise<string> {
  const output = join(folder, bundler);
  if (bundler === 'vite') {
    await buildWithVite({
      root: APP,
      configFile: false,
      logLevel: 'error',
      build: { outDir: output, emptyOutDir: true, sourcemap: true, minify: true },
    });
    return output;
  }
  await runWebpack(output);
  await cp(join(APP, 'index.html'), join(output, 'index.html'));
  const page = join(output, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('type="module" src="/main.js"', 'src="/assets/main.js"'));
  return output;
}

export type BrowserSdk = '@sentry/browser' | '@bugsage/sdk';

/** The same with debug ids in its script and its map, and nothing uploaded. Answers the folder to serve. */
export async function buildWithPlugin(
  bundler: PluginBundler,
  sdk: BrowserSdk,
  output: string,
): Promise<string> {
  const app = sdk === '@bugsage/sdk' ? OWN_APP : APP;
  await buildWith(bundler, { app, folder: output, options: { release: false, upload: false } });
  const script = (await readdir(output, { recursive: true })).find((name) => name.endsWith('.js'));
  const html = await readFile(join(APP, 'index.html'), 'utf8');
  await writeFile(join(output, 'index.html'), html.replace('src="/main.js"', `src="/${script ?? ''}"`));
  return output;
}

/** A program for Node, in one file. Answers its path. */
export async function buildProgram(output: string): Promise<string> {
  await buildWithEsbuild({
    entryPoints: [join(OWN_APP, 'program.js')],
    outdir: output,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    sourcemap: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [esbuildPlugin({ release: false, upload: false })],
  });
  return join(output, 'program.mjs');
}

function runWebpack(output: string): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(
      {
        mode: 'production',
        devtool: 'source-map',
        context: APP,
        entry: './main.js',
        output: { path: join(output, 'assets'), filename: 'main.js' },
        performance: { hints: false },
      },
      (error, stats) => {
        if (error !== null) reject(error);
        else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
        else resolve();
      },
    );
  });
}
