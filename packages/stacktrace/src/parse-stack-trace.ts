import { LIMITS, type Frame } from '@bugsage/core';
import { STACK_LIMITS } from './limits.ts';
import { splitTypeAndValue } from './stack-header.ts';
import { dartTrace } from './text-trace/dart-trace.ts';
import { dotnetTrace } from './text-trace/dotnet-trace.ts';
import { goTrace } from './text-trace/go-trace.ts';
import { javascriptTrace } from './text-trace/javascript-trace.ts';
import { jvmTrace } from './text-trace/jvm-trace.ts';
import { phpTrace } from './text-trace/php-trace.ts';
import { pythonTrace } from './text-trace/python-trace.ts';
import { rubyTrace } from './text-trace/ruby-trace.ts';
import { rustTrace } from './text-trace/rust-trace.ts';
import type { RawException, TraceCall, TraceReader } from './text-trace/trace-reader.ts';
import { toFrame } from './trace-frame.ts';

export type TraceException = {
  readonly type: string | null;
  readonly value: string | null;
  readonly module: string | null;
  /** Oldest call first; of more than 250 the 50 oldest and 200 newest. */
  readonly frames: readonly Frame[];
};

export type ParsedTrace = {
  /** `javascript`, `python`, `java`, `go`, `ruby`, `php`, `csharp`, `dart`, `rust`; `text` when it is no trace. */
  readonly language: string;
  /** Platform of the event schema; `other` when it is no trace. */
  readonly platform: string;
  /** Oldest cause first, the one that was thrown last. A text that is no trace is one exception without frames. */
  readonly exceptions: readonly TraceException[];
  /** Java's suppressed exceptions: no causes, so they are no part of the chain. */
  readonly suppressed: readonly TraceException[];
  /** Lines between calls that nobody understood, from 1; the first ones only. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
  /** True when the text was longer than what is read. */
  readonly isCut: boolean;
};

/** JavaScript comes last: its calls are the least peculiar ones. */
const READERS: readonly TraceReader[] = [
  pythonTrace,
  jvmTrace,
  dotnetTrace,
  goTrace,
  rubyTrace,
  phpTrace,
  dartTrace,
  rustTrace,
  javascriptTrace,
];

/**
 * Reads a stack trace of any language as text: detects the language by its calls, and gives exceptions with frames.
 * Never throws, linear in the length, bounded; follows protocol.md 3.
 */
export function parseStackTrace(text: string): ParsedTrace {
  const lines = readLines(text);
  const isCut = text.length > STACK_LIMITS.stackTextLengthMax || lines.length === STACK_LIMITS.stackLinesMax;
  const reader = detect(lines);
  if (reader === null) return plainText(text, isCut);
  const raw = reader.read(lines);
  const toException = (exception: RawException): TraceException => finish(exception, reader.platform);
  return {
    language: reader.language,
    platform: reader.platform,
    exceptions: raw.exceptions.slice(-LIMITS.exceptionsMax).map(toException),
    suppressed: raw.suppressed.slice(0, LIMITS.exceptionsMax).map(toException),
    unread: raw.unread.slice(0, STACK_LIMITS.unreadLinesMax).map((index) => ({
      line: index + 1,
      text: (lines[index] ?? '').slice(0, STACK_LIMITS.unreadLineLengthMax),
    })),
    isCut,
  };
}

/** ANSI colours of terminals (Deno, Bun) say nothing. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]{0,20}m/g;

function readLines(text: string): readonly string[] {
  const { stackTextLengthMax, stackLinesMax, stackLineLengthMax } = STACK_LIMITS;
  const bounded = text.slice(0, stackTextLengthMax);
  const plain = bounded.includes('\u001B') ? bounded.replaceAll(COLOURS, '') : bounded;
  return plain.split('\n', stackLinesMax).map((line) => {
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (bare.length <= stackLineLengthMax) return bare;
    // The place stands at the end of a line, the name at its start.
    return bare.slice(0, stackLineLengthMax / 2) + bare.slice(-stackLineLengthMax / 2);
  });
}

const MARKER_SCORE = 3;

/** The reader that understands most of the first lines; null when none does. Earlier readers win a tie. */
function detect(lines: readonly string[]): TraceReader | null {
  const looked = lines.slice(0, STACK_LIMITS.detectedLinesMax).filter((line) => line.trim() !== '');
  let best: TraceReader | null = null;
  let bestScore = 0;
  for (const reader of READERS) {
    let score = 0;
    for (const line of looked) score += reader.isMarker(line) ? MARKER_SCORE : reader.isCall(line) ? 1 : 0;
    // One line that looks like a call may be a sentence; a second one, or a marker, makes a trace.
    if (score > bestScore && (score > 1 || looked.length <= 2)) {
      best = reader;
      bestScore = score;
    }
  }
  return best;
}

function plainText(text: string, isCut: boolean): ParsedTrace {
  const bounded = text.slice(0, STACK_LIMITS.stackTextLengthMax).trim();
  const [first = ''] = bounded.split('\n', 1);
  const { type } = splitTypeAndValue(first);
  const value = type === null ? bounded : splitTypeAndValue(bounded).value;
  const exceptions = bounded === '' ? [] : [{ type, value, module: null, frames: [] }];
  return { language: 'text', platform: 'other', exceptions, suppressed: [], unread: [], isCut };
}

function finish({ type, value, module, calls }: RawException, platform: string): TraceException {
  return { type, value, module, frames: boundFrames(calls).map((call) => toFrame(call, platform)) };
}

function boundFrames(calls: readonly TraceCall[]): readonly TraceCall[] {
  const { framesMax, framesOldestKept } = LIMITS;
  if (calls.length <= framesMax) return calls;
  return [...calls.slice(0, framesOldestKept), ...calls.slice(framesOldestKept - framesMax)];
}
