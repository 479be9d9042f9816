import type { Note } from './notes.ts';

const PLATFORMS: ReadonlySet<string> = new Set(
  'as3 c cfml cocoa csharp dart elixir go groovy haskell java javascript native node objc other perl php python ruby rust'.split(
    ' ',
  ),
);

/** A platform of the event schema; unknown ones are `other`. */
export function readPlatform(value: unknown, note: Note): string {
  if (value === null || value === undefined) return 'other';
  if (typeof value === 'string' && PLATFORMS.has(value)) return value;
  note('platform', 'invalid_value', value);
  return 'other';
}
