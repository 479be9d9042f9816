import { parseCodeLocation } from './code-location.ts';
import { STACK_LIMITS } from './limits.ts';
import type { ParsedCall } from './parsed-call.ts';

/**
 * One line of a V8 stack (Chrome, Node, Deno, Edge, Opera; Bun, Hermes and Internet Explorer print the same shape):
 * `at [async ][new ]fn [as alias] (location)` or `at location`. Null when the line is something else.
 */
export function parseV8Call(line: string): ParsedCall | null {
  if (!line.startsWith('at ')) return null;
  const text = withoutObjectBrace(withoutPrefix(line.slice(3).trim(), 'async '));
  const open = text.endsWith(')') ? matchingParenthesis(text) : -1;
  if (open > 0) return namedCall(text.slice(0, open).trim(), text.slice(open + 1, -1));
  if (open === 0) return namedCall('', text.slice(1, -1));
  return bareCall(text);
}

function namedCall(name: string, place: string): ParsedCall {
  const printed = withoutPrefix(place, 'error: (');
  const isBytecode = printed.startsWith(BYTECODE);
  const parsed = parseCodeLocation(insideEval(withoutPrefix(printed, BYTECODE)));
  // Hermes counts the bytes of its code from 0, all other columns count from 1.
  const column = isBytecode && parsed.column !== null ? parsed.column + 1 : parsed.column;
  const location = { ...parsed, column };
  // Calls of Promise.all have an index instead of a place.
  const file = isPromiseIndex(place) || location.file === '' ? null : location.file;
  return { function: name === '' ? null : name, file, line: location.line, column: location.column };
}

const BYTECODE = 'address at ';

function bareCall(text: string): ParsedCall | null {
  const location = parseCodeLocation(text);
  if (location.line !== null || text === '<anonymous>' || text === 'native') {
    return { function: null, file: location.file, line: location.line, column: location.column };
  }
  // A lone word is a call without a place (React Native); a sentence that starts with "at" is not a call.
  return text === '' || text.includes(' ') ? null : { function: text, file: null, line: null, column: null };
}

/** `eval at f (eval at g (url:1:2), <anonymous>:3:4), <anonymous>:5:6` -> `url:1:2`: the place of real code. */
function insideEval(place: string): string {
  let inner = place;
  for (let depth = 0; depth < STACK_LIMITS.evalDepthMax && inner.startsWith('eval at '); depth += 1) {
    const open = inner.indexOf('(');
    const close = inner.lastIndexOf(')');
    if (open < 0 || close < open) return inner;
    inner = inner.slice(open + 1, close);
  }
  return inner;
}

/** Index of the bracket that the final one closes; names and paths may hold brackets of their own. */
function matchingParenthesis(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    if (text[at] === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return text.lastIndexOf(' (') + 1;
}

/** Node prints `... (file:1:2) {` when the error has further properties. */
function withoutObjectBrace(text: string): string {
  return text.endsWith(' {') ? text.slice(0, -2).trimEnd() : text;
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function isPromiseIndex(place: string): boolean {
  return place.startsWith('index ') && Number.isInteger(Number(place.slice(6)));
}
