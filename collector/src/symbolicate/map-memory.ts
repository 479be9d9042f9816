import type { ArtifactReader } from '@bugsage/backends';
import { SYMBOLICATE_LIMITS } from './limits.ts';

export type MapMemory = {
  /** The decoded map, shared with the thread that reads it; null when its content is gone. */
  load(hash: string): Promise<SharedArrayBuffer | null>;
};

/** Decoded maps, the least recently used go first. `onDrop`: the thread should let go of it too. */
export function createMapMemory(
  artifacts: Pick<ArtifactReader, 'readBlob'>,
  onDrop: (hash: string) => void,
): MapMemory {
  const maps = new Map<string, SharedArrayBuffer>();
  let bytes = 0;

  const keep = (hash: string, map: SharedArrayBuffer): void => {
    maps.set(hash, map);
    bytes += map.byteLength;
    for (const [oldest, dropped] of maps) {
      if (bytes <= SYMBOLICATE_LIMITS.cacheBytesMax || oldest === hash) break;
      maps.delete(oldest);
      bytes -= dropped.byteLength;
      onDrop(oldest);
    }
  };

  return {
    load: async (hash) => {
      const known = maps.get(hash);
      if (known !== undefined) {
        maps.delete(hash);
        maps.set(hash, known);
        return known;
      }
      const stored = await artifacts.readBlob(hash);
      if (stored === null) return null;
      const shared = new SharedArrayBuffer(stored.byteLength);
      new Uint8Array(shared).set(stored);
      keep(hash, shared);
      return shared;
    },
  };
}
