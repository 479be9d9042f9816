import { parseGeckoCall } from './gecko-call.ts';
import { parseOperaCall } from './opera-call.ts';
import type { ParsedCall } from './parsed-call.ts';
import { parseV8Call } from './v8-call.ts';

export type CallReader = (line: string) => ParsedCall | null;

/** How the calls of a stack are written: one engine printed all of its lines. */
export function callReader(lines: readonly string[]): CallReader {
  if (lines.some((line) => parseV8Call(line) !== null)) return parseV8Call;
  if (lines.some((line) => parseOperaCall(line) !== null)) return parseOperaCall;
  const first = lines.find((line) => line !== '');
  // JavaScriptCore prints bare names for code inside eval; a first line with a space is a message.
  const hasHeader = first === undefined || (parseGeckoCall(first) === null && !isBareName(first));
  return hasHeader ? parseGeckoCall : (line) => parseGeckoCall(line) ?? bareName(line);
}

function bareName(line: string): ParsedCall | null {
  return isBareName(line) ? { function: line, file: null, line: null, column: null } : null;
}

function isBareName(line: string): boolean {
  return line === 'eval code' || (/^[\w$]{1,200}$/.test(line) && !/(?:Error|Exception)$/.test(line));
}
