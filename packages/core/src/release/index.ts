export * from './compare-releases.ts';
export * from './release.ts';
export * from './is-regression.ts';
export * from './parse-release.ts';
