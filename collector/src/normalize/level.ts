import type { EventLevel } from '@bugsage/core';
import type { Note } from './notes.ts';
import { scalarText } from './text.ts';

const LEVELS: Readonly<Record<string, EventLevel>> = {
  trace: 'debug',
  debug: 'debug',
  '10': 'debug',
  log: 'info',
  info: 'info',
  '20': 'info',
  warn: 'warning',
  warning: 'warning',
  '30': 'warning',
  error: 'error',
  '40': 'error',
  critical: 'fatal',
  fatal: 'fatal',
  '50': 'fatal',
};

/** Names of any SDK's levels and Python's numbers; `fallback` when absent or unknown. */
export function readLevel(value: unknown, fallback: EventLevel, path: string, note: Note): EventLevel {
  if (value === null || value === undefined) return fallback;
  const name = (scalarText(value) ?? '').toLowerCase();
  if (Object.hasOwn(LEVELS, name)) return LEVELS[name] ?? fallback;
  note(path, 'invalid_value', value);
  return fallback;
}
