import { isJsonObject } from '@bugsage/core';
import type { Note } from './notes.ts';

/** `{ values: [...] }`, a list or a single object, as SDKs of different ages send them -> a list. */
export function readList(value: unknown, path: string, note: Note): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  const isWrapped = isJsonObject(value) && 'values' in value;
  const inner: unknown = isWrapped ? value['values'] : value;
  if (inner === null || inner === undefined) return [];
  if (Array.isArray(inner)) return inner;
  if (isJsonObject(inner)) return [inner];
  note(path, 'invalid_type', inner);
  return [];
}

/** A map, a list of `[key, value]` or a list of `{ key, value }` -> pairs in order. */
export function readPairs(
  value: unknown,
  path: string,
  note: Note,
): readonly (readonly [unknown, unknown])[] {
  if (value === null || value === undefined) return [];
  if (isJsonObject(value)) return Object.entries(value);
  if (!Array.isArray(value)) {
    note(path, 'invalid_type', value);
    return [];
  }
  return value.flatMap((entry: unknown): (readonly [unknown, unknown])[] => {
    if (Array.isArray(entry) && entry.length >= 2) return [[entry[0], entry[1]]];
    if (isJsonObject(entry)) return [[entry['key'] ?? entry['name'], entry['value']]];
    note(path, 'invalid_type', entry);
    return [];
  });
}
