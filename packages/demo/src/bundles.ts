import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { DemoSettings } from './demo-settings.ts';

export type Bundles = {
  /** Module for `node --import`. */
  readonly instrumentFile: string;
  /** Holds `bugsage.js` for the pages. */
  readonly vendorDirectory: string;
};

/** Bundles the SDK, connected with the DSN, for the shop's two sides: outside its repository, one file each. */
export async function buildBundles(directory: string, settings: DemoSettings): Promise<Bundles> {
  const vendorDirectory = join(directory, 'vendor');
  const instrumentFile = join(directory, 'instrument.mjs');
  const shared = {
    bundle: true,
    define: { DEMO_SETTINGS: JSON.stringify(settings) },
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'silent',
  } as const;
  await Promise.all([
    build({
      ...shared,
      entryPoints: ['instrument-server.ts'],
      outfile: instrumentFile,
      platform: 'node',
      format: 'esm',
      target: 'node20',
    }),
    build({
      ...shared,
      entryPoints: ['instrument-browser.ts'],
      outfile: join(vendorDirectory, 'bugsage.js'),
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
    }),
  ]);
  return { instrumentFile, vendorDirectory };
}
