import { LIMITS } from '@bugsage/core';
import { readPairs } from './entries.ts';
import type { Note } from './notes.ts';
import { cutText, readText } from './text.ts';

/** Names that are fields of their own: a tag would say something else than the field (protocol.md 1.12). */
const RESERVED: ReadonlySet<string> = new Set([
  'release',
  'sentry:release',
  'dist',
  'sentry:dist',
  'user',
  'sentry:user',
  'environment',
  'filename',
  'function',
  'level',
  'event_id',
]);

export type Tags = readonly (readonly [string, string])[];

/** Tags as pairs of text: map or list in, first of equal keys wins, empty and reserved ones dropped. */
export function readTags(value: unknown, serverName: string | null, note: Note): Tags {
  const tags = new Map<string, string>();
  for (const [rawKey, rawValue] of readPairs(value, 'tags', note)) {
    const key = readKey(rawKey, note);
    if (key === null || RESERVED.has(key) || tags.has(key)) continue;
    if (tags.size >= LIMITS.tagsMax) {
      note('tags', 'too_many');
      break;
    }
    const text = readValue(rawValue, `tags.${key}`, note);
    if (text !== null) tags.set(key, text);
  }
  if (serverName !== null && !tags.has('server_name') && tags.size < LIMITS.tagsMax) {
    tags.set('server_name', cutText(serverName, LIMITS.tagValueLengthMax));
  }
  return [...tags];
}

/** The raw value of one tag, for fields that are promoted from tags. */
export function rawTag(value: unknown, name: string): unknown {
  return readPairs(value, 'tags', SILENT).find(([key]) => key === name)?.[1];
}

const SILENT: Note = () => undefined;

function readKey(value: unknown, note: Note): string | null {
  const key =
    readText(value, { path: 'tags', lengthMax: LIMITS.tagKeyLengthMax }, note)?.trim().replaceAll(' ', '-') ??
    null;
  if (key === null || /^[\w.:-]+$/.test(key)) return key;
  note('tags', 'invalid_value', key);
  return null;
}

function readValue(value: unknown, path: string, note: Note): string | null {
  const text = readText(value, { path, lengthMax: LIMITS.tagValueLengthMax }, note);
  const line = text?.replaceAll(/[\n\r]+/g, ' ').trim() ?? '';
  return line === '' ? null : line;
}
