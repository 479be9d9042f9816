export { compileSourceMap, type CompiledMap, type CompileHints } from './compile-source-map.ts';
export { COMPILED_VERSION } from './compiled-layout.ts';
export type { SourceContext } from './context-lines.ts';
export * from './scripts.ts';
export type { MapError, MapResult } from './map-error.ts';
export { openCompiledMap, type OpenMap, type ResolvedPlace } from './open-compiled-map.ts';
