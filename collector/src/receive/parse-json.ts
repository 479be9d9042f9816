import { isJsonDeeperThan, isJsonObject, LIMITS, type JsonObject } from '@bugsage/core';
import { refusal } from './refusal.ts';

/**
 * A JSON object from bytes a client sent. `NaN` and `Infinity`, which Python writes, become null; invalid UTF-8 becomes
 * U+FFFD; keys named `__proto__` are dropped. Throws `too_deep` or `invalid_json`.
 */
export function parseJsonObject(bytes: Buffer): JsonObject {
  const text = bytes.toString('utf8');
  if (isJsonDeeperThan(text, LIMITS.jsonDepthMax))
    throw refusal('too_deep', `The JSON is nested deeper than ${LIMITS.jsonDepthMax} levels.`);
  const value = parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (!isJsonObject(value)) throw refusal('invalid_json', 'The payload is JSON, but not an object.');
  if (mayNamePrototype(text)) dropPrototypeKeys(value);
  return value;
}

/** Whether the text could hold the key `__proto__`, written plainly or with escapes. */
export function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || text.includes(String.raw`\u00`);
}

/**
 * Removes own keys named `__proto__` in place. They do nothing until somebody copies them with an assignment, which then
 * swaps the prototype of the copy; no event needs one.
 */
export function dropPrototypeKeys(root: object): void {
  const left: object[] = [root];
  for (let current = left.pop(); current; current = left.pop()) {
    if (Object.hasOwn(current, '__proto__')) Reflect.deleteProperty(current, '__proto__');
    for (const value of Object.values(current) as unknown[]) {
      if (typeof value === 'object' && value !== null) left.push(value);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const tolerant = withoutNonNumbers(text);
    if (tolerant === text) throw invalidJson(error);
    try {
      return JSON.parse(tolerant) as unknown;
    } catch {
      throw invalidJson(error);
    }
  }
}

/**
 * `NaN`, `Infinity` and `-Infinity` outside of strings become `null`. Second try only: it costs more than the parse. The
 * closing quote is optional, because a string that never ends would be tried again from each of its escaped quotes.
 */
function withoutNonNumbers(text: string): string {
  return text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"?|-?Infinity|NaN/gs, (token) =>
    token[0] === '"' ? token : 'null',
  );
}

function invalidJson(cause: unknown): Error {
  // Without the parser's words: they quote the payload, which may hold secrets.
  return refusal('invalid_json', 'The payload is not JSON.', cause);
}
