import type { NormalizeNote } from '@bugsage/core';
import { NORMALIZE_LIMITS } from './limits.ts';
import { cutText, scalarText } from './text.ts';

/** Records that a field was repaired or removed: where, why (a snake_case word), and what stood there. */
export type Note = (path: string, error: NoteError, original?: unknown) => void;

export type NoteError =
  | 'invalid_type'
  | 'invalid_value'
  | 'too_long'
  | 'too_many'
  | 'missing_value'
  | 'reserved_name'
  | 'clock_drift'
  | 'future_timestamp'
  | 'past_timestamp';

export type NoteBook = { readonly note: Note; readonly list: () => readonly NormalizeNote[] };

export function createNoteBook(): NoteBook {
  const notes: NormalizeNote[] = [];
  return {
    note: (path, error, original) => {
      if (notes.length >= NORMALIZE_LIMITS.notesMax) return;
      const place = cutText(path, NORMALIZE_LIMITS.notePathLengthMax);
      notes.push(
        original === undefined ? { path: place, error } : { path: place, error, original: shown(original) },
      );
    },
    list: () => notes,
  };
}

/** Notes about the fields of an entry of a list. Where that is becomes text only when there is something to note. */
export function noteWithinEntry(note: Note, path: string, index: number): Note {
  return (inner, error, original) => note(`${path}.${index}.${inner}`, error, original);
}

/** Containers are named, not copied: they are as large as the sender likes. */
function shown(original: unknown): string {
  if (typeof original === 'object' && original !== null) return Array.isArray(original) ? 'array' : 'object';
  return cutText(scalarText(original) ?? 'null', NORMALIZE_LIMITS.noteOriginalLengthMax);
}
