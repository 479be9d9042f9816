import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    vite: 'src/vite.ts',
    rollup: 'src/rollup.ts',
    webpack: 'src/webpack.ts',
    rspack: 'src/rspack.ts',
    esbuild: 'src/esbuild.ts',
    bugsage: 'src/main.ts',
  },
  // webpack's configurations are often CommonJS.
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  clean: true,
  minifySyntax: true,
  // What is not published, and small libraries; parsers of maps are loaded by the command alone.
  noExternal: [/^@bugsage\//, '@babel/parser', 'fflate', 'picomatch'],
  splitting: true,
  tsconfig: 'tsconfig.build.json',
  dts: {
    entry: [
      'src/index.ts',
      'src/vite.ts',
      'src/rollup.ts',
      'src/webpack.ts',
      'src/rspack.ts',
      'src/esbuild.ts',
    ],
  },
});
