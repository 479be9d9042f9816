import { isJsonObject, type Json, type JsonObject } from '@bugsage/core';
import { isCardNumber } from './card-numbers.ts';
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

/** Applies `scrub` to each field; `undefined` results keep the object as it was. */
export function mapFields(
  object: JsonObject,
  scrub: (key: string, value: Json) => Json,
  scrubKey: (key: string) => string = sameKey,
): JsonObject {
  let isChanged = false;
  const fields: [string, Json][] = [];
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    const scrubbed = scrub(key, value);
    const newKey = scrubKey(key);
    isChanged ||= scrubbed !== value || newKey !== key;
    fields.push([newKey, scrubbed]);
  }
  return isChanged ? Object.fromEntries(fields) : object;
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
  let isChanged = false;
  const scrubbed = values.map((value) => {
    const inner = scrubValue(value, place, depth + 1);
    isChanged ||= inner !== value;
    return inner;
  });
  return isChanged ? scrubbed : values;
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
    scrubText,
  );
}

export function scrubNested(value: Json, scrub: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) {
    let isChanged = false;
    const scrubbed = value.map((entry: Json) => {
      const inner = isJsonObject(entry) ? scrub(entry) : scrubValue(entry, 'data');
      isChanged ||= inner !== entry;
      return inner;
    });
    return isChanged ? scrubbed : value;
  }
  return isJsonObject(value) ? scrub(value) : scrubValue(value, 'data');
}
