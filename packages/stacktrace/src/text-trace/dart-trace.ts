import { parseCodeLocation } from '../code-location.ts';
import { ExceptionDraft } from './exception-draft.ts';
import type { RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** Dart and Flutter: numbered calls, newest first. */
export const dartTrace: TraceReader = {
  language: 'dart',
  platform: 'dart',
  isCall: (line) => parseCall(line) !== null,
  isMarker: (line) => line.startsWith('Unhandled exception:') || line.trim() === '<asynchronous suspension>',
  read,
};

const DECORATION: readonly string[] = ['Unhandled exception:', '<asynchronous suspension>'];

function read(lines: readonly string[]): RawTrace {
  const draft = new ExceptionDraft();
  const unread: number[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const call = parseCall(line);
    if (call !== null) draft.calls.push(call);
    else if (text === '' || DECORATION.includes(text)) continue;
    else if (draft.calls.length === 0) draft.header.push(text);
    else unread.push(index);
  }
  const exception = draft.finish({ order: 'newest first' });
  return { exceptions: [withSpokenType(exception, draft.header.join('\n'))], suppressed: [], unread };
}

/** Errors of the core libraries print words instead of their class: `Bad state: oops`. */
const SPOKEN: Readonly<Record<string, string>> = {
  'Bad state': 'StateError',
  'Unsupported operation': 'UnsupportedError',
  'Invalid argument': 'ArgumentError',
  'Invalid argument(s)': 'ArgumentError',
  'Concurrent modification during iteration': 'ConcurrentModificationError',
  'Cannot instantiate abstract class': 'AbstractClassInstantiationError',
  'Out of Memory': 'OutOfMemoryError',
  'Stack Overflow': 'StackOverflowError',
  'Reading static variable': 'CyclicInitializationError',
};

function withSpokenType(
  exception: RawTrace['exceptions'][number],
  header: string,
): RawTrace['exceptions'][number] {
  if (exception.type !== null) return exception;
  // `RangeError (index): …` names the argument in between.
  const argument = /^([A-Z]\w{0,100}) \(\w{1,100}\): /.exec(header);
  if (argument !== null)
    return { ...exception, type: argument[1] ?? null, value: header.slice(argument[0].length) };
  const words = Object.keys(SPOKEN).find((start) => header.startsWith(start));
  if (words === undefined) return exception;
  const rest = header.slice(words.length);
  return { ...exception, type: SPOKEN[words] ?? null, value: rest.startsWith(': ') ? rest.slice(2) : header };
}

/** `#0      Cart.total.<anonymous closure> (package:shop/cart.dart:15:20)`; compiled: `#00 abs 0… virt 0… symbol+0x12`. */
function parseCall(line: string): TraceCall | null {
  const start = /^\s*#\d{1,5} {1,12}/.exec(line);
  if (start === null) return null;
  const text = line.slice(start[0].length).trim();
  const compiled = /^abs [\da-f]{1,16} virt [\da-f]{1,16} (\S{1,400})$/.exec(text);
  if (compiled !== null)
    return { function: compiled[1] ?? null, module: null, file: null, line: null, column: null };
  const open = text.lastIndexOf(' (');
  if (open <= 0 || !text.endsWith(')')) return null;
  const location = parseCodeLocation(text.slice(open + 2, -1));
  const isDart =
    location.file.endsWith('.dart') ||
    location.file.startsWith('dart:') ||
    location.file.startsWith('package:');
  return isDart ? { function: text.slice(0, open), module: null, ...location } : null;
}
