import { LIMITS } from '@bugsage/core';
import { STACK_LIMITS } from '../limits.ts';
import { parseStackHeader } from '../stack-header.ts';
import { callReader, type CallReader } from '../javascript-calls.ts';
import { parseGeckoCall } from '../gecko-call.ts';
import { parseOperaCall } from '../opera-call.ts';
import type { ParsedCall } from '../parsed-call.ts';
import { parseV8Call } from '../v8-call.ts';
import type { RawException, RawTrace, TraceReader } from './trace-reader.ts';

/** `error.stack` of every engine, and how Node prints an error with its causes and members. */
export const javascriptTrace: TraceReader = {
  language: 'javascript',
  platform: 'javascript',
  isCall: (line) => isCall(line.trim()),
  isMarker: (line) => /^\s*\[(?:cause|errors)\]: /.test(line) || /^Node\.js v\d/.test(line),
  read,
};

function isCall(text: string): boolean {
  return parseV8Call(text) !== null || parseGeckoCall(text) !== null || parseOperaCall(text) !== null;
}

type Block = {
  readonly header: string[];
  readonly calls: ParsedCall[];
  readonly indent: number;
};

/** Causes and members stand inside the braces of the error they belong to, one step further in. */
function read(lines: readonly string[]): RawTrace {
  const parseCall = callReader(lines.map((line) => line.trim()));
  const blocks: Block[] = [{ header: [], calls: [], indent: 0 }];
  const unread: number[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const current = blocks.at(-1);
    if (current === undefined || text === '' || /^Node\.js v\d/.test(text)) continue;
    const nested = nestedHeader(lines, index, parseCall);
    if (nested !== null && blocks.length < LIMITS.exceptionsMax) {
      blocks.push({ header: [nested], calls: [], indent: indentOf(line) });
      continue;
    }
    const call = parseCall(text.replace(/,$/, ''));
    if (call !== null) current.calls.push(call);
    else if (current.calls.length === 0) current.header.push(line);
    else if (!isDecoration(text)) unread.push(index);
  }
  return { exceptions: blocks.map(exceptionOf).toReversed(), suppressed: [], unread };
}

function exceptionOf({ header, calls }: Block): RawException {
  const { type, value } = parseStackHeader(
    header.slice(-STACK_LIMITS.headerLinesMax).map((line) => line.trim()),
  );
  return { type, value, module: null, calls: calls.map((call) => ({ ...call, module: null })).toReversed() };
}

const CAUSE_PREFIXES = ['[cause]: ', 'Caused by: ', 'caused by: '] as const;

/** The header of a cause, or of a member of `[errors]: [`; null for other lines. */
function nestedHeader(lines: readonly string[], index: number, parseCall: CallReader): string | null {
  const line = lines[index] ?? '';
  const text = line.trim();
  const prefix = CAUSE_PREFIXES.find((candidate) => text.startsWith(candidate));
  if (prefix !== undefined) return text.slice(prefix.length);
  // A member is a header that calls follow, further in than any error's own.
  const next = lines[index + 1]?.trim() ?? '';
  const isMember =
    indentOf(line) >= MEMBER_INDENT_MIN && /^[A-Z][\w$.]{0,100}(?: \[\w{1,80}\])?(?::|$)/.test(text);
  return isMember && parseCall(text) === null && parseCall(next.replace(/,$/, '')) !== null ? text : null;
}

const MEMBER_INDENT_MIN = 4;

/** What `util.inspect` prints around and behind the stack: braces, own properties, omitted lines. */
function isDecoration(text: string): boolean {
  return (
    /^[{}[\],()]*$/.test(text) ||
    /^(?:\[errors\]: \[|\[cause\]:|\.\.\. )/.test(text) ||
    /^(?:[\w$]{1,100}|'[^']{1,100}'|\[[\w.]{1,100}\]): /.test(text) ||
    /Error: /.test(text)
  );
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
