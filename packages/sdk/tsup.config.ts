import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Properties of our own objects that no caller sees: the build shortens them, which a minifier cannot do by itself. The
 * short names are fixed, because copies of the package in one process share objects (shared-state.ts). A name in this
 * list must not be one of the platform's.
 */
const INTERNAL =
  `repeats lastSeenMs holdUntilMs frozen untilMs windowMs countInto register platform identity prepare
  writeFrames readStacks enqueue encode items settle inspect retryAfter rateLimits drain leave update thrown hint
  fallbackStack scopes client guard attempt stop current`.split(/\s+/);
const INTERNAL_NAMES = new RegExp(`^(?:${INTERNAL.join('|')})$`);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZadefgijlnoqswyz';
const SHORT_NAMES = INTERNAL.map((name, position) => [name, LETTERS[position]]);

export default defineConfig({
  entry: ['src/browser.ts', 'src/node.ts', 'src/edge.ts'],
  format: ['esm', 'cjs'],
  // Browsers of the last five years and Node 18; a bundler of the application may lower it further.
  target: 'es2022',
  clean: true,
  // One file for each entry: nothing to resolve, and what two copies share is not in a module (shared-state.ts).
  splitting: false,
  removeNodeProtocol: false,
  esbuildOptions(options) {
    // Writes constants in place, which a bundler cannot do any more once they are variables of a bundle.
    options.minifySyntax = true;
    options.mangleProps = INTERNAL_NAMES;
    options.mangleCache = Object.fromEntries(SHORT_NAMES);
  },
  define: { BUGSAGE_SDK_VERSION: JSON.stringify(version) },
  // `paths` there leads to the sources of the wire types, so that they are inlined. With `dts: true` the published
  // declarations would import a package that is not published.
  tsconfig: 'tsconfig.build.json',
  dts: { resolve: true },
});
