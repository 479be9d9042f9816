import { isJsonObject, type Json, type JsonObject } from '@bugsage/core';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { cleanText, cutText } from './text.ts';

export type JsonBounds = { readonly path: string; readonly bytesMax: number; readonly depthMax: number };

/**
 * Any JSON within a budget of bytes shared by the whole value, walked in order: what does not fit is left out, what
 * is nested deeper becomes its JSON text. Numbers outside of JSON (1e400 parses to Infinity) become null.
 */
export function boundJson(value: unknown, bounds: JsonBounds, note: Note): Json {
  const budget: Budget = { bytesLeft: bounds.bytesMax, isCut: false };
  const bounded = visit(value, bounds.depthMax, budget);
  if (budget.isCut) note(bounds.path, 'too_long');
  return bounded;
}

/** As `boundJson`, for fields that must be an object; anything else is null and noted. */
export function boundJsonObject(value: unknown, bounds: JsonBounds, note: Note): JsonObject | null {
  if (value === null || value === undefined) return null;
  if (!isJsonObject(value)) {
    note(bounds.path, 'invalid_type', value);
    return null;
  }
  const bounded = boundJson(value, bounds, note);
  return isJsonObject(bounded) ? bounded : null;
}

/** JSON text of a value of any depth. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    // The engine's own stack ends near 10,000 levels.
    return '[nested too deeply]';
  }
}

type Budget = { bytesLeft: number; isCut: boolean };
/** Quotes, comma and colon around each value. */
const PUNCTUATION_BYTES = 4;

function visit(value: unknown, depthLeft: number, budget: Budget): Json {
  if (typeof value === 'string') return boundString(value, budget);
  if (typeof value !== 'object' || value === null) return boundScalar(value, budget);
  if (depthLeft <= 0) return boundString(jsonText(value), budget);
  return Array.isArray(value) ? boundArray(value, depthLeft, budget) : boundObject(value, depthLeft, budget);
}

function boundString(value: string, budget: Budget): string {
  const text = cleanText(value);
  const bytes = Buffer.byteLength(text);
  const room = Math.max(0, budget.bytesLeft);
  budget.bytesLeft -= bytes + PUNCTUATION_BYTES;
  if (bytes <= room) return text;
  budget.isCut = true;
  // A character takes up to three bytes per UTF-16 unit; for ASCII, the common case, one.
  return cutText(text, Math.max(3, bytes === text.length ? room : Math.floor(room / 3)));
}

function boundScalar(value: unknown, budget: Budget): Json {
  budget.bytesLeft -= 2 * PUNCTUATION_BYTES;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  return typeof value === 'boolean' ? value : null;
}

function boundArray(values: readonly unknown[], depthLeft: number, budget: Budget): Json[] {
  const kept: Json[] = [];
  for (const value of values) {
    if (budget.bytesLeft <= 0) {
      budget.isCut = true;
      break;
    }
    budget.bytesLeft -= 1;
    kept.push(visit(value, depthLeft - 1, budget));
  }
  return kept;
}

function boundObject(value: object, depthLeft: number, budget: Budget): JsonObject {
  const kept: [string, Json][] = [];
  for (const [key, inner] of Object.entries(value)) {
    // An own key of that name turns careless copies further down into prototype pollution.
    if (key === '__proto__') continue;
    if (budget.bytesLeft <= 0) {
      budget.isCut = true;
      break;
    }
    const name = cutText(key, NORMALIZE_LIMITS.jsonKeyLengthMax);
    budget.bytesLeft -= Buffer.byteLength(name) + PUNCTUATION_BYTES;
    kept.push([name, visit(inner, depthLeft - 1, budget)]);
  }
  return Object.fromEntries(kept);
}
