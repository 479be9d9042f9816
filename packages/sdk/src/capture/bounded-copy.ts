import { attempt } from '../attempt.ts';
import { OBJECT_DEPTH_MAX, OBJECT_NODES_MAX, TEXT_LENGTH_MAX } from '../limits.ts';
import { FILTERED, SECRET_NAME, scrubText } from '../secrets.ts';

/** The text of a value that should be one; typed callers are still JavaScript callers. */
export function clip(value: unknown, lengthMax: number = TEXT_LENGTH_MAX): string {
  const text = String(value);
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}

/** Text that may hold URLs, bounded and without their secrets. */
export function cleanText(value: unknown, lengthMax?: number): string {
  return scrubText(clip(value, lengthMax));
}

/** Reads a property of anything: of null, of a revoked Proxy, through a getter that throws. */
export function read(value: unknown, key: string): unknown {
  return attempt(() => (value as Record<string, unknown>)[key]);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && !!value;
}

/** How many values may still be copied, and how deep. */
export type CopyBounds = [nodesLeft: number, depthMax: number];

/**
 * A JSON copy of anything, bounded in depth, number of values and text; errors inside by name and message. Never throws,
 * runs no `toJSON`.
 */
export function boundedCopy(
  value: unknown,
  bounds: CopyBounds = [OBJECT_NODES_MAX, OBJECT_DEPTH_MAX],
  ...ancestors: unknown[]
): unknown {
  bounds[0] -= 1;
  try {
    if (typeof value === 'function') return '[function]';
    if (ancestors.includes(value)) return '[circular]';
    if (value instanceof Date) return value.toISOString();
    if (/string|symbol|bigint/.test(typeof value) || (ancestors[0] && value instanceof Error)) {
      const text = clip(value);
      // So that all texts of a copy together stay below 20,000 characters.
      bounds[0] -= text.length >> 6;
      return text;
    }
    if (!isObject(value)) return value;
    if (ancestors.length >= bounds[1] || ArrayBuffer.isView(value)) return {}.toString.call(value);
    const members = value instanceof Map || value instanceof Set ? [...value] : value;
    const isArray = Array.isArray(members);
    const copied: Record<string, unknown> = isArray ? ([] as never) : {};
    for (const key of Object.keys(members)) {
      if (bounds[0] <= 0) break;
      const member =
        !isArray && SECRET_NAME.test(key)
          ? FILTERED
          : boundedCopy(read(members, key), bounds, value, ...ancestors);
      // Assigning this key would replace the prototype.
      if (member !== undefined && key !== '__proto__') copied[clip(key, 100)] = member;
    }
    return copied;
  } catch {
    return '[unreadable]';
  }
}

/** A bounded copy of an object; an empty one for anything else. */
export function boundedRecord(value: unknown, nodesMax: number = OBJECT_NODES_MAX): Record<string, unknown> {
  const copied = boundedCopy(value, [nodesMax, OBJECT_DEPTH_MAX]);
  return { ...(isObject(copied) && copied) };
}

/** Anything as one bounded text, as a console would show it. */
export function describeValue(value: unknown, lengthMax?: number): string {
  const [copied] = boundedCopy([value], [31, 5]) as unknown[];
  return clip(isObject(copied) ? JSON.stringify(copied) : copied, lengthMax);
}
