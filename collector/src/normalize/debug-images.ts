import { isJsonObject, type JsonObject } from '@bugsage/core';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';

/** Files that symbolication can look up by debug id; kinds unknown to us are kept. */
export function readDebugImages(value: unknown, note: Note): readonly JsonObject[] {
  const images = isJsonObject(value) ? value['images'] : undefined;
  if (!Array.isArray(images)) return [];
  if (images.length > NORMALIZE_LIMITS.debugImagesMax) note('debug_meta.images', 'too_many', images.length);
  return images.slice(0, NORMALIZE_LIMITS.debugImagesMax).flatMap((image, index): JsonObject[] => {
    const path = `debug_meta.images.${index}`;
    const bounds = { path, bytesMax: NORMALIZE_LIMITS.debugImageBytesMax, depthMax: 2 };
    const bounded = boundJsonObject(image, bounds, note);
    return bounded === null ? [] : [bounded];
  });
}
