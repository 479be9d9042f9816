import { isJsonObject, LIMITS, type JsonObject } from '@bugsage/core';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { cutText } from './text.ts';

/** Contexts by name, each an object within its own bound. */
export function readContexts(value: unknown, note: Note): JsonObject {
  if (value === null || value === undefined) return {};
  if (!isJsonObject(value)) {
    note('contexts', 'invalid_type', value);
    return {};
  }
  const names = Object.keys(value).filter((name) => name !== '__proto__');
  if (names.length > NORMALIZE_LIMITS.contextsMax) note('contexts', 'too_many', names.length);
  const contexts = names.slice(0, NORMALIZE_LIMITS.contextsMax).flatMap((name) => {
    const path = `contexts.${name}`;
    const context = boundJsonObject(
      value[name],
      { path, bytesMax: LIMITS.contextBytesMax, depthMax: NORMALIZE_LIMITS.jsonDepthMax },
      note,
    );
    return context === null ? [] : [[cutText(name, NORMALIZE_LIMITS.jsonKeyLengthMax), context] as const];
  });
  return Object.fromEntries(contexts);
}

export function readExtra(value: unknown, note: Note): JsonObject {
  return (
    boundJsonObject(
      value,
      { path: 'extra', bytesMax: LIMITS.extraBytesMax, depthMax: NORMALIZE_LIMITS.jsonDepthMax },
      note,
    ) ?? {}
  );
}

/** Installed packages and their versions. */
export function readModules(value: unknown, note: Note): JsonObject {
  return (
    boundJsonObject(
      value,
      { path: 'modules', bytesMax: NORMALIZE_LIMITS.modulesBytesMax, depthMax: 1 },
      note,
    ) ?? {}
  );
}
