import { readFileSync, readdirSync } from 'node:fs';
import { type Options, defineConfig } from 'tsup';

import { INTERNAL_NAMES, SHORT_NAMES } from './internal-names.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const ADAPTERS = readdirSync(new URL('src/adapters/', import.meta.url))
  .filter((file) => file !== 'is-server-fault.ts')
  .map((file) => `src/adapters/${file}`);

const SHARED: Options = {
  format: ['esm', 'cjs'],
  // Browsers of the last five years and Node 20; a bundler of the application may lower it further.
  target: 'es2022',
  // One file for each entry: nothing to resolve, and what two copies share is not in a module (shared-state.ts).
  splitting: false,
  removeNodeProtocol: false,
  define: { BUGSAGE_SDK_VERSION: JSON.stringify(version) },
  tsconfig: 'tsconfig.build.json',
};

export default defineConfig([
  {
    ...SHARED,
    entry: ['src/browser.ts', 'src/node.ts', 'src/edge.ts'],
    clean: true,
    // Puts functions that are called once and are one expression where they are called, which esbuild does not. The rest
    // stays as it is, and readable: what an application is bundled with shortens names by itself.
    minify: 'terser',
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, inline: true, reduce_funcs: false, sequences: false, hoist_funs: true },
      mangle: false,
      format: { beautify: true },
    },
    esbuildOptions(options) {
      // Writes constants in place, which a bundler cannot do any more once they are variables of a bundle.
      options.minifySyntax = true;
      options.mangleProps = INTERNAL_NAMES;
      options.mangleCache = SHORT_NAMES;
    },
    // `paths` of the configuration leads to the sources of the wire types, so that they are inlined. With `dts: true` the
    // published declarations would import a package that is not published.
    dts: { resolve: true, entry: 'src/index.ts' },
  },
  {
    ...SHARED,
    entry: ADAPTERS,
    // They use the package as everybody does, by its name, so that there is one copy of it.
    external: ['@bugsage/sdk', 'react'],
    dts: true,
  },
]);
