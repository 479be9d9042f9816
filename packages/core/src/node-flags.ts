/** Flags of every Node process of ours: our TypeScript runs as it is, its types stripped once and kept. */
export const NODE_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  `--import=${new URL('../keep-stripped.mjs', import.meta.url).href}`,
];
