import type { Json } from '@bugsage/core';
import { JSON_VALUE_CHARACTERS_MAX } from '../limits.ts';
import { visibleText } from './visible-text.ts';

/** A JSON value for a table cell: texts as they are, the rest indented, all bounded. */
export function jsonText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const shown =
    text.length > JSON_VALUE_CHARACTERS_MAX ? `${text.slice(0, JSON_VALUE_CHARACTERS_MAX)} … (cut)` : text;
  return visibleText(shown);
}
