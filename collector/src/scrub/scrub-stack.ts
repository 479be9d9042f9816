import type { Json, JsonObject } from '@bugsage/core';
import { SCRUB_LIMITS } from './limits.ts';
import { FILTERED } from './marker.ts';
import { STACK_CONTAINERS, STACK_PLACES } from './places.ts';
import { mapFields, scrubNested, scrubValue } from './scrub-value.ts';

/** Exceptions, threads, stacks and frames: names and files stay, messages, source lines and variables are searched. */
export function scrubStack(value: Json, depth = 0): Json {
  if (depth >= SCRUB_LIMITS.depthMax) return FILTERED;
  return scrubNested(value, (object) => scrubStackObject(object, depth));
}

function scrubStackObject(object: JsonObject, depth: number): JsonObject {
  return mapFields(object, (key, value) => {
    const isContainer = typeof value === 'object' && STACK_CONTAINERS.has(key);
    return isContainer ? scrubStack(value, depth + 1) : scrubValue(value, STACK_PLACES.get(key) ?? 'data');
  });
}
