import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { injectDebugId } from '../debug-ids/inject-debug-id.ts';
import { inParallel } from '../in-parallel.ts';
import { UPLOAD_LIMITS } from '../limits.ts';
import type { PairedScript } from './pair-files.ts';

/** What became of a script: `changed` when it got an id, `known` when it had one. */
export type InjectedScript = {
  readonly name: string;
  readonly debugId: string;
  readonly state: 'changed' | 'known';
};

/**
 * Gives each script that has a map beside it a debug id, in place. Style sheets and scripts with their map inside are
 * left as they are. In a dry run nothing is written.
 */
export async function injectFolder(
  scripts: readonly PairedScript[],
  options: { readonly isDryRun: boolean; readonly release?: string | null },
): Promise<InjectedScript[]> {
  const injected = await inParallel(scripts, UPLOAD_LIMITS.readsMax, async ({ script, map }) => {
    if (map.kind !== 'file' || /\.css$/i.test(script.name)) return null;
    if (map.file.size > UPLOAD_LIMITS.fileBytesMax) return null;
    const [code, json] = await Promise.all([readFile(script.path, 'utf8'), readFile(map.file.path, 'utf8')]);
    const result = injectDebugId({ script: code, map: json, release: options.release ?? null });
    if (result === null) return null;
    const isChanged = result.script !== code;
    if (!options.isDryRun) {
      // The map first: a script never names an id its map does not have.
      if (result.map !== json) await replaceFile(map.file.path, result.map);
      if (isChanged) await replaceFile(script.path, result.script);
    }
    const { debugId } = result;
    return { name: script.name, debugId, state: isChanged ? 'changed' : 'known' } as const;
  });
  return injected.filter((script) => script !== null);
}

/** Whole or not at all: a build that is interrupted leaves no half script behind. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.bugsage-${process.pid}`;
  // Programs stay executable.
  await writeFile(temporary, text, { mode: (await stat(path)).mode });
  await rename(temporary, path);
}
