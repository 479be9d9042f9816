import { sourceMapUrlOf, type CompileHints } from '@bugsage/stacktrace';
import type { BundleFile } from './bundle-worker.ts';
import { ARTIFACT_LIMITS } from './limits.ts';
import type { DescribedFile } from './manifest.ts';

export type HintSource = { hintsFor(file: DescribedFile): Promise<CompileHints> };

/**
 * What an upload holds beside a map that helps to read it: its script, whose functions give names where the map has no
 * original code, and original files that were uploaded on their own. What cannot be read is left out: the file itself
 * says why.
 */
export function createHintSource(files: readonly BundleFile[]): HintSource {
  let originals: Promise<ReadonlyMap<string, string>> | null = null;
  return {
    hintsFor: async (map) => {
      if (map.kind !== 'source_map') return {};
      originals ??= readOriginals(files);
      const texts = await originals;
      const bundle = await readScriptOf(map, files);
      const contentOf = (source: string): string | null =>
        texts.get(source) ?? texts.get(sourceMapUrlOf(map.name, source) ?? '') ?? null;
      return { contentOf, ...(bundle === null ? {} : { bundle }) };
    },
  };
}

async function readScriptOf(map: DescribedFile, files: readonly BundleFile[]): Promise<Uint8Array | null> {
  const script = files.find(
    ({ described }) =>
      described.kind === 'minified_source' &&
      ((map.debugId !== null && described.debugId === map.debugId) || `${described.name}.map` === map.name),
  );
  if (script === undefined || script.entry.size > ARTIFACT_LIMITS.hintScriptBytesMax) return null;
  return script.entry.read().catch(() => null);
}

async function readOriginals(files: readonly BundleFile[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let room: number = ARTIFACT_LIMITS.hintSourcesBytesMax;
  for (const { described, entry } of files) {
    if (described.kind !== 'source' || entry.size > room) continue;
    const bytes = await entry.read().catch(() => null);
    if (bytes === null) continue;
    room -= bytes.byteLength;
    texts.set(described.name, bytes.toString('utf8'));
  }
  return texts;
}
