import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inParallel } from '../in-parallel.ts';
import { UPLOAD_LIMITS } from '../limits.ts';
import type { PairedScript } from '../files/pair-files.ts';

/** A file as it is sent: where its bytes are, and what the server has to know of it. */
export type UploadFile = {
  readonly path: string;
  /** Address as browsers see it, `~` for any scheme and host. */
  readonly url: string;
  readonly type: 'minified_source' | 'source_map';
  readonly size: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly debugId: string | null;
  /** Of a script: its map, relative to it or whole; null when the script says it itself or has none. */
  readonly mapReference: string | null;
};

/** The scripts that have maps, with these, under the addresses they are served at. Each file once. */
export async function uploadFilesOf(
  scripts: readonly PairedScript[],
  options: { readonly urlPrefix: string; readonly debugIds: ReadonlyMap<string, string> },
): Promise<UploadFile[]> {
  const urlOf = (name: string): string => `${options.urlPrefix.replace(/\/+$/, '')}/${name}`;
  const wanted = new Map<string, Omit<UploadFile, 'hash'>>();
  for (const { script, debugId, map } of scripts) {
    if (map.kind !== 'file' && map.kind !== 'inline') continue;
    const id = options.debugIds.get(script.name) ?? debugId;
    const common = { debugId: id, size: script.size };
    const mapFile = map.kind === 'file' && map.file.size <= UPLOAD_LIMITS.fileBytesMax ? map.file : null;
    if (map.kind === 'file' && mapFile === null) continue;
    const mapReference = mapFile === null ? null : urlOf(mapFile.name);
    wanted.set(script.path, {
      path: script.path,
      url: urlOf(script.name),
      type: 'minified_source',
      ...common,
      mapReference,
    });
    if (mapFile !== null)
      wanted.set(mapFile.path, {
        path: mapFile.path,
        url: urlOf(mapFile.name),
        type: 'source_map',
        size: mapFile.size,
        debugId: id,
        mapReference: null,
      });
  }
  return inParallel([...wanted.values()], UPLOAD_LIMITS.readsMax, async (file) => {
    const bytes = await readFile(file.path);
    return { ...file, size: bytes.byteLength, hash: createHash('sha256').update(bytes).digest('hex') };
  });
}
