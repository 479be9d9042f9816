import type { Note } from './notes.ts';

export type TextBounds = { readonly path: string; readonly lengthMax: number; readonly tolerance?: number };

/** Scalars as clean, bounded text; anything else, and empty text, as null. Notes what it could not keep whole. */
export function readText(value: unknown, bounds: TextBounds, note: Note): string | null {
  if (value === null || value === undefined) return null;
  const scalar = scalarText(value);
  if (scalar === null) note(bounds.path, 'invalid_type', value);
  const text = cleanText(scalar ?? '');
  if (text === '') return null;
  if (text.length <= bounds.lengthMax + (bounds.tolerance ?? 0)) return text;
  note(bounds.path, 'too_long', text);
  return cutText(text, bounds.lengthMax);
}

/** Text, numbers and booleans as text; null for anything else. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Without what stores refuse: NUL (Postgres text) and halves of surrogate pairs (UTF-8). */
export function cleanText(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return withoutNul.isWellFormed() ? withoutNul : withoutNul.toWellFormed();
}

const ELLIPSIS = '...';

/** At most `lengthMax` characters, the last three of a cut text being `...`; never cuts inside a surrogate pair. */
export function cutText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return cleanText(text);
  const head = text.slice(0, lengthMax - ELLIPSIS.length);
  const last = head.charCodeAt(head.length - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return cleanText(splitsPair ? head.slice(0, -1) : head) + ELLIPSIS;
}
