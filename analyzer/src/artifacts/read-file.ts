import type { ArtifactProblem } from '@bugsage/backends';
import {
  compileSourceMap,
  inlineSourceMap,
  openCompiledMap,
  scriptReferences,
  sourceMapUrlOf,
  type CompileHints,
} from '@bugsage/stacktrace';
import { ARTIFACT_LIMITS } from './limits.ts';
import type { DescribedFile } from './manifest.ts';

/** What a file of an upload turned out to be. */
export type ReadFile = {
  readonly debugId: string | null;
  readonly mapName: string | null;
  /** The decoded form of the map, when it is one or holds one. */
  readonly compiled: Uint8Array | null;
  readonly problem: ArtifactProblem | null;
};

/**
 * Decodes maps once, at upload, and finds the map of a script. Runs in the thread that reads uploads. `hints` are what
 * else of the upload belongs to a map.
 */
export function readFile(described: DescribedFile, bytes: Uint8Array, hints: CompileHints = {}): ReadFile {
  if (described.kind === 'source_map') return readMap(described, bytes, hints);
  if (described.kind === 'minified_source') return readScript(described, bytes);
  return { debugId: described.debugId, mapName: null, compiled: null, problem: null };
}

function readMap(described: DescribedFile, bytes: Uint8Array, hints: CompileHints): ReadFile {
  const compiled = compileSourceMap(bytes, hints);
  if (!compiled.ok) {
    const { code, why } = compiled.error;
    return { debugId: described.debugId, mapName: null, compiled: null, problem: { code, why } };
  }
  const opened = openCompiledMap(compiled.value);
  const own = opened.ok ? opened.value.debugId : null;
  return { debugId: described.debugId ?? own, mapName: null, compiled: compiled.value, problem: null };
}

function readScript(described: DescribedFile, bytes: Uint8Array): ReadFile {
  const references = scriptReferences(bytes);
  const reference = described.mapReference ?? references.sourceMapUrl;
  const debugId = described.debugId ?? references.debugId;
  const inline = reference === null ? null : inlineSourceMap(reference);
  if (inline !== null)
    return { ...readMap({ ...described, debugId }, inline, { bundle: bytes }), mapName: null };
  // Without a reference the map is expected beside the script, as every bundler puts it.
  const mapName = sourceMapUrlOf(described.name, reference ?? `${lastSegment(described.name)}.map`);
  const isUsable = mapName !== null && mapName.length <= ARTIFACT_LIMITS.nameLengthMax;
  return { debugId, mapName: isUsable ? mapName : null, compiled: null, problem: null };
}

function lastSegment(name: string): string {
  return (name.split(/[?#]/, 1)[0] ?? name).split('/').at(-1) ?? name;
}
