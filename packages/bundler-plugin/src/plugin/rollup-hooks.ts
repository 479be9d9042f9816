import { dirname } from 'node:path';
import { injectDebugId } from '../debug-ids/inject-debug-id.ts';
import { finishBuild } from './finish-build.ts';
import type { PluginSettings } from './options.ts';

/** What is used of Rollup's, Rolldown's and Vite's output, whose types differ. */
export type RollupChunk = { type: 'chunk'; fileName: string; code: string; map: unknown };
type RollupAsset = { type: 'asset'; fileName: string; source: string | Uint8Array };
export type RollupBundle = Record<string, RollupChunk | RollupAsset>;
type OutputOptions = { readonly dir?: string | undefined; readonly file?: string | undefined };

/**
 * Gives every chunk with a map its debug id while the bundle is in memory: what other plugins compute from the code
 * afterwards (integrity, compressed copies) is then right. `isIgnored` takes file names.
 */
export function injectIntoBundle(
  bundle: RollupBundle,
  options: { readonly release: string | null; readonly isIgnored: (name: string) => boolean },
): void {
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk' || options.isIgnored(chunk.fileName)) continue;
    const map = bundle[mapNameOf(chunk, bundle)];
    if (map?.type !== 'asset') continue;
    const json = typeof map.source === 'string' ? map.source : Buffer.from(map.source).toString('utf8');
    const injected = injectDebugId({ script: chunk.code, map: json, release: options.release });
    if (injected === null) continue;
    chunk.code = injected.script;
    map.source = injected.map;
  }
}

function mapNameOf(chunk: RollupChunk, bundle: RollupBundle): string {
  const { sourcemapFileName } = chunk as { sourcemapFileName?: string | null };
  return sourcemapFileName != null && bundle[sourcemapFileName] !== undefined
    ? sourcemapFileName
    : `${chunk.fileName}.map`;
}

/** After the files were written. `publicPath` is Vite's `base`. */
export async function finishRollup(
  written: {
    readonly output: OutputOptions;
    readonly bundle: RollupBundle;
    readonly publicPath: string | null;
  },
  settings: PluginSettings,
  say: (text: string) => void,
): Promise<void> {
  const { dir, file } = written.output;
  const folder = dir ?? (file === undefined ? null : dirname(file));
  if (folder === null) return;
  const files = Object.keys(written.bundle);
  const { publicPath } = written;
  await finishBuild({ folder, files, publicPath, isInjecting: false }, settings, say);
}
