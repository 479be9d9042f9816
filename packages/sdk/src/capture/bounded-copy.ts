import { LIMITS } from '../limits.ts';
import { FILTERED, isSecretName } from '../secrets.ts';

/** The text of a value that should be one; typed callers are still JavaScript callers. */
export function clip(value: unknown, lengthMax: number): string {
  const text = String(value);
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}

/** Reads a property of a value that may be a Proxy, have throwing getters, or be from another realm. */
export function read(value: unknown, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** A JSON copy of anything, bounded in depth, number of values and text. Never throws, runs no `toJSON`. */
export function boundedCopy(value: unknown, nodesMax: number = LIMITS.objectNodesMax): unknown {
  let nodesLeft = nodesMax;
  const ancestors: unknown[] = [];

  function copy(member: unknown, depth: number): unknown {
    nodesLeft -= 1;
    if (typeof member === 'string') return clip(member, LIMITS.textLengthMax);
    if (typeof member === 'number') return Number.isFinite(member) ? member : String(member);
    if (typeof member === 'boolean' || member === null) return member;
    if (typeof member === 'bigint' || typeof member === 'symbol' || member === undefined)
      return String(member);
    if (typeof member === 'function') return '[function]';
    if (typeof member !== 'object') return '';
    if (ancestors.includes(member)) return '[circular]';
    try {
      return copyObject(member, depth);
    } catch {
      return '[unreadable]';
    }
  }

  function copyObject(member: object, depth: number): unknown {
    if (member instanceof Date) return member.toISOString();
    const message = read(member, 'message');
    if (member instanceof Error)
      return clip(`${member.name}: ${clip(message, LIMITS.textLengthMax)}`, LIMITS.textLengthMax);
    const tag = Object.prototype.toString.call(member).slice(8, -1);
    if (depth >= LIMITS.objectDepthMax || ArrayBuffer.isView(member)) return `[${tag}]`;
    const values = member instanceof Map || member instanceof Set ? [...member] : member;
    ancestors.push(member);
    const copied: unknown[] | Record<string, unknown> = Array.isArray(values) ? [] : {};
    for (const key of Object.keys(values)) {
      if (nodesLeft <= 0) break;
      const name = clip(key, LIMITS.nameLengthMax);
      // Defined, not assigned: `__proto__` would replace the prototype.
      const next =
        !Array.isArray(values) && isSecretName(name) ? FILTERED : copy(read(values, key), depth + 1);
      Object.defineProperty(copied, name, {
        value: next,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    ancestors.pop();
    return copied;
  }

  return copy(value, 0);
}

/** A bounded copy of an object; an empty one for anything else. */
export function boundedRecord(value: unknown, nodesMax?: number): Record<string, unknown> {
  const copied = boundedCopy(value, nodesMax);
  return typeof copied === 'object' && copied !== null && !Array.isArray(copied) ? { ...copied } : {};
}

/** Anything as one bounded text, as a console would show it. */
export function describeValue(value: unknown, lengthMax: number): string {
  if (typeof value === 'string') return clip(value, lengthMax);
  const copied = boundedCopy(value, 30);
  return clip(typeof copied === 'string' ? copied : JSON.stringify(copied), lengthMax);
}
