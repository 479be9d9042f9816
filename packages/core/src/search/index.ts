export * from './catalogues.ts';
export * from './limits.ts';
export * from './match-pattern.ts';
export * from './parse-search.ts';
export type * from './search-term.ts';
