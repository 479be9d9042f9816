import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  entry: ['src/browser.ts', 'src/node.ts', 'src/edge.ts'],
  format: ['esm', 'cjs'],
  // Browsers of the last five years and Node 18; a bundler of the application may lower it further.
  target: 'es2022',
  clean: true,
  // One file for each entry: nothing to resolve, and what two copies share is not in a module (shared-state.ts).
  splitting: false,
  removeNodeProtocol: false,
  define: { BUGSAGE_SDK_VERSION: JSON.stringify(version) },
  // `paths` there leads to the sources of the wire types, so that they are inlined. With `dts: true` the published
  // declarations would import a package that is not published.
  tsconfig: 'tsconfig.build.json',
  dts: { resolve: true },
});
