import type { Frame } from '@bugsage/core';
import { framePath } from './frame-path.ts';
import { parseGeckoCall } from './gecko-call.ts';
import { isInAppFrame } from './is-in-app-frame.ts';
import { STACK_LIMITS } from './limits.ts';
import type { ParsedCall } from './parsed-call.ts';
import { parseStackHeader } from './stack-header.ts';
import { parseV8Call } from './v8-call.ts';

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
  const parseCall = lines.some((line) => parseV8Call(line) !== null) ? parseV8Call : parseGeckoCall;
  const first = lines.findIndex((line) => parseCall(line) !== null);
  const header = parseStackHeader(lines.slice(0, first < 0 ? STACK_LIMITS.headerLinesMax : first));
  if (first < 0) return { ...header, frames: [] };
  const calls = callsUntilNextError(lines.slice(first), parseCall);
  return { ...header, frames: calls.map(toFrame).toReversed() };
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
function callsUntilNextError(
  lines: readonly string[],
  parseCall: (line: string) => ParsedCall | null,
): ParsedCall[] {
  const end = lines.findIndex((line) => NEXT_ERROR.some((prefix) => line.startsWith(prefix)));
  return lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => parseCall(line) ?? []);
}

const NEXT_ERROR = ['[cause]:', '[errors]:', 'Caused by:', 'caused by:'] as const;

function toFrame(call: ParsedCall): Frame {
  const place = {
    function: call.function,
    module: null,
    filename:
      call.file === null ? null : framePath({ filename: call.file, abs_path: call.file, module: null }),
    abs_path: call.file,
  };
  return {
    ...place,
    lineno: call.line,
    colno: call.column,
    pre_context: [],
    context_line: null,
    post_context: [],
    in_app: isInAppFrame({ platform: 'javascript', ...place }),
    vars: null,
  };
}
