import { attempt } from '../attempt.ts';
import { OBJECT_DEPTH_MAX, OBJECT_NODES_MAX, TEXT_LENGTH_MAX } from '../limits.ts';
import { FILTERED, isSecretName, scrubText } from '../secrets.ts';

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
  return typeof value === 'object' && value !== null;
}

/**
 * A JSON copy of anything, bounded in depth, number of values and text; errors inside by name and message. Never throws,
 * runs no `toJSON`.
 */
export function boundedCopy(
  value: unknown,
  nodesMax: number = OBJECT_NODES_MAX,
  depthMax = OBJECT_DEPTH_MAX,
): unknown {
  let nodesLeft = nodesMax;
  const ancestors: unknown[] = [];

  function copy(member: unknown): unknown {
    nodesLeft -= 1;
    try {
      if (isObject(member)) return copyObject(member);
      if (typeof member === 'function') return '[function]';
      if (!['string', 'symbol', 'bigint'].includes(typeof member)) return member;
      const text = clip(member);
      // So that all texts of a copy together stay below 20,000 characters.
      nodesLeft -= text.length >> 6;
      return text;
    } catch {
      return '[unreadable]';
    }
  }

  function copyObject(member: object): unknown {
    if (ancestors.includes(member)) return '[circular]';
    if (member instanceof Date) return member.toISOString();
    if (ancestors[0] && member instanceof Error) return clip(member);
    if (ancestors.length >= depthMax || ArrayBuffer.isView(member)) return {}.toString.call(member);
    const values = member instanceof Map || member instanceof Set ? [...member] : member;
    const isArray = Array.isArray(values);
    const copied: Record<string, unknown> = isArray ? ([] as never) : {};
    ancestors.push(member);
    for (const key of Object.keys(values)) {
      if (nodesLeft <= 0) break;
      const found = !isArray && isSecretName(key) ? FILTERED : copy(read(values, key));
      // Assigning this key would replace the prototype.
      if (found !== undefined && key !== '__proto__') copied[clip(key, 100)] = found;
    }
    ancestors.pop();
    return copied;
  }

  return copy(value);
}

/** A bounded copy of an object; an empty one for anything else. */
export function boundedRecord(value: unknown, nodesMax?: number): Record<string, unknown> {
  const copied = boundedCopy(value, nodesMax);
  return isObject(copied) ? { ...copied } : {};
}

/** Anything as one bounded text, as a console would show it. */
export function describeValue(value: unknown, lengthMax?: number): string {
  const [copied] = boundedCopy([value], 31) as unknown[];
  return clip(isObject(copied) ? JSON.stringify(copied) : copied, lengthMax);
}
