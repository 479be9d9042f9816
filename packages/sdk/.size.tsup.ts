import config from './tsup.config.ts';
const [first] = config as any[];
export default {
  ...first,
  dts: false,
  format: ['esm'],
  outDir: '/tmp/sdk7/dist',
  clean: false,
  silent: true,
  entry: (process.env.ENTRIES ?? 'browser').split(',').map((n) => `src/${n}.ts`),
};
