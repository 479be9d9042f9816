/** What scripts say of their maps, without the decoder and its parser: for builds that only upload. */
export { artifactUrlCandidates, sourceMapUrlOf } from './artifact-urls.ts';
export { inlineSourceMap, scriptReferences, type ScriptReferences } from './debug-id.ts';
