import type { Frame } from '@bugsage/core';
import { callReader, type CallReader } from './javascript-calls.ts';
import { STACK_LIMITS } from './limits.ts';
import type { ParsedCall } from './parsed-call.ts';
import { parseStackHeader } from './stack-header.ts';
import { toFrame } from './trace-frame.ts';

/** A stack as text, read: the error's name and message where the engine prints them, frames oldest call first. */
export type ParsedStack = {
  readonly type: string | null;
  readonly value: string | null;
  readonly frames: readonly Frame[];
};

/**
 * Reads `error.stack` of V8, SpiderMonkey or JavaScriptCore. Never throws; linear in the length of the text; a text
 * without frames gives its first lines as type and value. Follows the grammar of protocol.md 3.1.
 */
export function parseJavaScriptStack(text: string): ParsedStack {
  const lines = boundedLines(text);
  const parseCall = callReader(lines);
  const first = lines.findIndex((line) => parseCall(line) !== null);
  const header = parseStackHeader(lines.slice(0, first < 0 ? STACK_LIMITS.headerLinesMax : first));
  if (first < 0) return { ...header, frames: [] };
  const calls = callsUntilNextError(lines.slice(first), parseCall);
  return {
    ...header,
    frames: calls.map((call) => toFrame({ ...call, module: null }, 'javascript')).toReversed(),
  };
}

function boundedLines(text: string): string[] {
  return text
    .slice(0, STACK_LIMITS.stackTextLengthMax)
    .split('\n', STACK_LIMITS.stackLinesMax)
    .map((line) => cutLine(line).trim());
}

/** A line that is too long keeps its end, where V8 and Gecko print the place, and loses its middle. */
function cutLine(line: string): string {
  if (line.length <= STACK_LIMITS.stackLineLengthMax) return line;
  const half = STACK_LIMITS.stackLineLengthMax / 2;
  return line.slice(0, half) + line.slice(-half);
}

/** Lines that are no call (repeated messages, separators) are skipped; the stack of a cause ends this one. */
function callsUntilNextError(lines: readonly string[], parseCall: CallReader): ParsedCall[] {
  const end = lines.findIndex((line) => NEXT_ERROR.some((prefix) => line.startsWith(prefix)));
  return lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => parseCall(line) ?? []);
}

const NEXT_ERROR = ['[cause]:', '[errors]:', 'Caused by:', 'caused by:'] as const;
