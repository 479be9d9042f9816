import { isJsonObject, type Mechanism } from '@bugsage/core';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

/** How an exception was caught and where it hangs in its group. */
export function readMechanism(value: unknown, path: string, note: Note): Mechanism | null {
  if (value === null || value === undefined) return null;
  if (!isJsonObject(value)) {
    note(path, 'invalid_type', value);
    return null;
  }
  const dataBounds = {
    path: `${path}.data`,
    bytesMax: NORMALIZE_LIMITS.mechanismDataBytesMax,
    depthMax: NORMALIZE_LIMITS.jsonDepthShallowMax,
  };
  return {
    type:
      readText(
        value['type'],
        { path: `${path}.type`, lengthMax: NORMALIZE_LIMITS.mechanismTypeLengthMax },
        note,
      ) ?? 'generic',
    handled: typeof value['handled'] === 'boolean' ? value['handled'] : null,
    synthetic: value['synthetic'] === true,
    exception_id: readId(value['exception_id']),
    parent_id: readId(value['parent_id']),
    source: readText(
      value['source'],
      { path: `${path}.source`, lengthMax: NORMALIZE_LIMITS.mechanismSourceLengthMax },
      note,
    ),
    is_exception_group: value['is_exception_group'] === true,
    data: boundJsonObject(value['data'], dataBounds, note),
  };
}

function readId(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) + 0 : null;
}
