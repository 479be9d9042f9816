import { isJsonObject, type Json, type JsonObject } from '@bugsage/core';
import { isCardNumber } from './card-numbers.ts';
import { rememberingClean } from './clean-texts.ts';
import { SCRUB_LIMITS } from './limits.ts';
import { FILTERED } from './marker.ts';
import type { Place } from './places.ts';
import { scrubCode, scrubText, scrubUrl } from './scrub-text.ts';
import { isSensitiveKey } from './sensitive-key.ts';

/** A value searched after its place. The very same value comes back when nothing was found. */
export function scrubValue(value: Json, place: Place, depth = 0): Json {
  if (place === 'keep') return value;
  if (place === 'secret') return filterWhole(value);
  if (typeof value === 'string') return scrubString(value, place);
  if (typeof value === 'number') return place === 'data' && isCardNumber(String(value)) ? FILTERED : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= SCRUB_LIMITS.depthMax) return FILTERED;
  return Array.isArray(value)
    ? scrubArray(value, place, depth)
    : scrubObject(value as JsonObject, place, depth);
}

/** True, false, null and empty text tell nothing; they often are the bug (`token: null`). */
export function filterWhole(value: Json): Json {
  return value === null || typeof value === 'boolean' || value === '' ? value : FILTERED;
}

/** Applies `scrub` to each field. The very same object comes back, and nothing is allocated, when all stay. */
export function mapFields(
  object: JsonObject,
  scrub: (key: string, value: Json) => Json,
  scrubKey: (key: string) => string = sameKey,
): JsonObject {
  const keys = Object.keys(object);
  let changed: [string, Json][] | undefined;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    const value = object[key] ?? null;
    const scrubbed = scrub(key, value);
    const newKey = scrubKey(key);
    if (scrubbed !== value || newKey !== key)
      changed ??= keys.slice(0, index).map((earlier) => [earlier, object[earlier] ?? null]);
    changed?.push([newKey, scrubbed]);
  }
  return changed === undefined ? object : Object.fromEntries(changed);
}

function sameKey(key: string): string {
  return key;
}

function scrubString(text: string, place: Place): string {
  if (place === 'code') return scrubCode(text);
  return place === 'url' ? scrubUrl(text) : scrubText(text);
}

function scrubArray(values: readonly Json[], place: Place, depth: number): Json {
  if (place === 'data' && isSensitivePair(values))
    return [values[0] ?? null, filterWhole(values[1] ?? null), ...values.slice(2)];
  return mapEntries(values, (value) => scrubValue(value, place, depth + 1));
}

function mapEntries(values: readonly Json[], scrub: (value: Json) => Json): readonly Json[] {
  let changed: Json[] | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? null;
    const scrubbed = scrub(value);
    if (scrubbed !== value) changed ??= values.slice(0, index);
    changed?.push(scrubbed);
  }
  return changed ?? values;
}

/** Headers, query and tags may come as lists of `[name, value]`. */
function isSensitivePair(values: readonly Json[]): boolean {
  return values.length === 2 && typeof values[0] === 'string' && isSensitiveKey(values[0]);
}

function scrubObject(object: JsonObject, place: Place, depth: number): JsonObject {
  if (place !== 'data') return mapFields(object, (_key, value) => scrubValue(value, place, depth + 1));
  const named = object['key'] ?? object['name'];
  const isNamedSecret = 'value' in object && typeof named === 'string' && isSensitiveKey(named);
  return mapFields(
    object,
    (key, value) => {
      const isSecret = isSensitiveKey(key) || (isNamedSecret && key === 'value');
      return isSecret ? filterWhole(value) : scrubValue(value, 'data', depth + 1);
    },
    scrubKey,
  );
}

/** A key that holds a secret itself, as in `{"eyJhbG...": 1}`. */
export const scrubKey = rememberingClean(scrubText);

export function scrubNested(value: Json, scrub: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(value))
    return mapEntries(value as readonly Json[], (entry) =>
      isJsonObject(entry) ? scrub(entry) : scrubValue(entry, 'data'),
    );
  return isJsonObject(value) ? scrub(value) : scrubValue(value, 'data');
}
