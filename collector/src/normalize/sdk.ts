import { isJsonObject, type NormalizedEvent } from '@bugsage/core';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

/** Name and version of the client library; null when it does not say. */
export function readSdk(value: unknown, note: Note): NormalizedEvent['sdk'] {
  if (value === null || value === undefined) return null;
  if (!isJsonObject(value)) {
    note('sdk', 'invalid_type', value);
    return null;
  }
  const lengthMax = NORMALIZE_LIMITS.sdkNameLengthMax;
  const name = readText(value['name'], { path: 'sdk.name', lengthMax }, note);
  const version = readText(value['version'], { path: 'sdk.version', lengthMax }, note);
  return name === null ? null : { name, version: version ?? '' };
}
