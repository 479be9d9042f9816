import type { Json, JsonObject } from '@bugsage/core';
import { FILTERED } from './marker.ts';
import { EVENT_PLACES, STACK_FIELDS } from './places.ts';
import { scrubStack } from './scrub-stack.ts';
import { filterWhole, mapFields, scrubKey, scrubValue } from './scrub-value.ts';
import { isSensitiveKey } from './sensitive-key.ts';

/**
 * Replaces secrets of an event by `[Filtered]` before anything is written (protocol.md 1.13). Pure, linear in the size
 * of the event, bounded in depth. A field that cannot be searched is filtered whole, never passed on.
 */
export function scrub(payload: JsonObject): JsonObject {
  return mapFields(payload, scrubOrFilter, scrubKey);
}

function scrubOrFilter(key: string, value: Json): Json {
  try {
    return scrubField(key, value);
  } catch {
    return FILTERED;
  }
}

function scrubField(key: string, value: Json): Json {
  if (STACK_FIELDS.has(key)) return scrubStack(value);
  if (key === 'request' || key === 'sentry.interfaces.Http') return scrubRequest(value);
  const place = EVENT_PLACES.get(key);
  if (place !== undefined) return scrubValue(value, place);
  return isSensitiveKey(key) ? filterWhole(value) : scrubValue(value, 'data');
}

/** Cookies hold sessions under any name. */
function scrubRequest(value: Json): Json {
  const scrubbed = scrubValue(value, 'data');
  if (typeof scrubbed !== 'object' || scrubbed === null || Array.isArray(scrubbed)) return scrubbed;
  return mapFields(scrubbed as JsonObject, (key, inner) => (key === 'cookies' ? filterWhole(inner) : inner));
}
