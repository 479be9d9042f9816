import { parseCodeLocation } from '../code-location.ts';
import type { RawException, RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** Panics of Rust with `RUST_BACKTRACE`, and reports of anyhow and eyre. */
export const rustTrace: TraceReader = {
  language: 'rust',
  platform: 'rust',
  isCall: (line) => parsePlace(line) !== null,
  isMarker: (line) => PANIC.test(line) || /^\s*[Ss]tack backtrace:\s*$/.test(line),
  read,
};

const PANIC = /^thread '[^']{0,200}'(?: \(\d{1,12}\))? panicked at /;

function read(lines: readonly string[]): RawTrace {
  const header: string[] = [];
  const causes: string[] = [];
  const calls: TraceCall[] = [];
  const unread: number[] = [];
  let part: 'header' | 'causes' | 'calls' = 'header';
  let pending: string | null = null;
  const flush = (): void => {
    if (pending !== null) calls.push({ ...nameOf(pending), file: null, line: null, column: null });
    pending = null;
  };
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const numbered = /^\s*\d{1,5}: {1,8}/.exec(line);
    const place = parsePlace(line);
    if (/^[Ss]tack backtrace:$/.test(text)) part = 'calls';
    else if (text === 'Caused by:') part = 'causes';
    else if (text === '' || text.startsWith('note: ')) continue;
    else if (part === 'header') header.push(text);
    else if (part === 'causes') causes.push(numbered === null ? text : line.slice(numbered[0].length).trim());
    else if (numbered !== null) {
      flush();
      pending = line.slice(numbered[0].length).trim();
    } else if (place !== null && pending !== null) {
      calls.push({ ...nameOf(pending), ...place });
      pending = null;
    } else unread.push(index);
  }
  flush();
  const thrown = exceptionOf(header, calls.toReversed());
  const below = causes.map((value): RawException => ({ type: null, value, module: null, calls: [] }));
  return { exceptions: [...below.toReversed(), thrown], suppressed: [], unread };
}

/** `thread 'main' panicked at src/main.rs:2:5:` and the message below it; before 1.73 the message stood first. */
function exceptionOf(header: readonly string[], calls: readonly TraceCall[]): RawException {
  const start = header.findIndex((line) => PANIC.test(line));
  const [first = '', ...rest] = start < 0 ? header : header.slice(start);
  const panic = PANIC.exec(first);
  if (panic === null) {
    return { type: null, value: [first.replace(/^Error: /, ''), ...rest].join('\n'), module: null, calls };
  }
  const text = first.slice(panic[0].length);
  const old = /^'(.*)', [^']{1,1000}:\d{1,9}:\d{1,9}$/.exec(text);
  return { type: 'panic', value: old === null ? rest.join('\n') : (old[1] ?? ''), module: null, calls };
}

/** `             at /rustc/…/panicking.rs:593:5`, `at ./src/main.rs:12:9`. */
function parsePlace(line: string): { file: string; line: number; column: number | null } | null {
  const text = line.trim();
  if (!text.startsWith('at ')) return null;
  const { file, line: number, column } = parseCodeLocation(text.slice(3));
  return number === null || !file.endsWith('.rs') || file.includes('(')
    ? null
    : { file, line: number, column };
}

/** `shop::cart::total::h0123456789abcdef`, `<T as U>::f`: hash removed. */
function nameOf(text: string): { function: string; module: null } {
  return { function: text.replace(/^0x[\da-f]{1,16} - /, '').replace(/::h[\da-f]{16}$/, ''), module: null };
}
