import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export type Bundle = { readonly script: string; readonly map: Uint8Array };

const ROOT = new URL('../../', import.meta.url);

/** The TypeScript compiler, minified: one source of 9 MB, a map of about 14 MB with 700,000 segments. */
export function bundleCompiler(): Promise<Bundle> {
  return minify(createRequire(new URL('package.json', ROOT)).resolve('typescript'), 'node');
}

/** A single-page application with React, its router and charts: hundreds of sources, as browsers get them. */
export function bundleApplication(): Promise<Bundle> {
  return minify(fileURLToPath(new URL('packages/dashboard/src/main.tsx', ROOT)), 'browser');
}

async function minify(entry: string, platform: 'browser' | 'node'): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    sourcemap: 'external',
    format: 'esm',
    jsx: 'automatic',
    platform,
    outfile: '/bundle/app.js',
    write: false,
    logLevel: 'error',
    loader: { '.css': 'empty', '.svg': 'dataurl' },
  });
  const map = outputFiles.find(({ path }) => path.endsWith('.js.map'));
  const script = outputFiles.find(({ path }) => path.endsWith('.js'));
  if (map === undefined || script === undefined) throw new Error(`The bundler wrote no map of ${entry}.`);
  return { script: script.text, map: map.contents };
}
