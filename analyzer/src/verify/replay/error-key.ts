import { parseImportMessage } from '../../analyze/messages/import-message.ts';
import { parseJsonMessage } from '../../analyze/messages/json-message.ts';
import { parseNotAFunctionMessage } from '../../analyze/messages/not-a-function-message.ts';
import { parseNullishMessage } from '../../analyze/messages/nullish-message.ts';

/** What makes two errors the same one, whatever engine worded the message. */
export type ErrorKey = {
  readonly type: string;
  readonly kind: 'nullish' | 'callee' | 'json' | 'load' | 'other';
  readonly value: 'undefined' | 'null' | null;
  /** Property that was used of the missing value, last name of what was called, or what was imported. */
  readonly name: string | null;
  /** Message without numbers and quoted parts. */
  readonly text: string;
};

export function errorKeyOf(type: string, message: string): ErrorKey {
  const text = message
    .split('\n', 1)[0]!
    .slice(0, 300)
    // The pattern is what was handed in, and older engines leave its flags out.
    .replace(/^(Invalid regular expression: )\/.*\/\w*(?=: )/, '$1*')
    .replaceAll(/(["'`]).*?\1/g, '*')
    .replaceAll(/\d+/g, '0');
  // Node.js names its own argument there, and no property: it would agree with every one.
  const isOfNode = /\bReceived (?:undefined|null)\b/.test(message);
  const nullish = isOfNode ? null : parseNullishMessage(message);
  if (nullish !== null) return { type, kind: 'nullish', value: nullish.value, name: nullish.property, text };
  const callee = parseNotAFunctionMessage(message);
  if (callee !== null)
    return { type, kind: 'callee', value: null, name: lastName(callee.callee), text: callee.kind };
  const json = parseJsonMessage(type, message);
  if (json !== null) return { type, kind: 'json', value: null, name: null, text: json.found };
  const load = parseImportMessage(message);
  if (load !== null) {
    const name = load.name ?? load.source?.split('/').at(-1) ?? null;
    return { type, kind: 'load', value: null, name, text: load.name === null ? 'module' : 'export' };
  }
  return { type, kind: 'other', value: null, name: null, text };
}

/** Engines leave parts of a message out; what both name must agree. */
export function isSameError(expected: ErrorKey, actual: ErrorKey): boolean {
  if (expected.type !== actual.type || expected.kind !== actual.kind) return false;
  if (expected.kind === 'json' || expected.kind === 'other') return expected.text === actual.text;
  if (expected.kind === 'load' && expected.text !== actual.text) return false;
  return agree(expected.value, actual.value) && agree(expected.name, actual.name);
}

function agree(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}

function lastName(callee: string | null): string | null {
  return callee === null ? null : (/([\w$#]+)\W*$/.exec(callee)?.[1] ?? callee);
}
