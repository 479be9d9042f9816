import { ExceptionDraft } from './exception-draft.ts';
import type { RawException, RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** CPython's tracebacks: calls oldest first, the error after them; causes stand above what they caused. */
export const pythonTrace: TraceReader = {
  language: 'python',
  platform: 'python',
  isCall: (line) => parseCall(withoutGroupMargin(line)) !== null,
  isMarker: (line) => line.includes(TRACEBACK),
  read,
};

const TRACEBACK = 'Traceback (most recent call last):';
const MEMBER_LINE = /^[-+]{2,40} \d{1,6} [-+]{2,80}$/;
const SEPARATORS: readonly string[] = [
  'During handling of the above exception, another exception occurred:',
  'The above exception was the direct cause of the following exception:',
];

function read(lines: readonly string[]): RawTrace {
  const isGroup = lines.some((line) => line.includes('Exception Group Traceback'));
  const drafts: ExceptionDraft[] = [];
  const unread: number[] = [];
  let current: ExceptionDraft | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = isGroup ? withoutGroupMargin(raw) : raw;
    const text = line.trim();
    const call = parseCall(line);
    if (text.endsWith(TRACEBACK)) {
      current = new ExceptionDraft();
      drafts.push(current);
    } else if (isGroup && MEMBER_LINE.test(text)) {
      // Members that were never raised have no traceback of their own.
      current = new ExceptionDraft();
      drafts.push(current);
    } else if (text === '' || SEPARATORS.includes(text) || (isGroup && /^[-+]{4,}$/.test(text))) {
      // A blank line or separator ends the message; Python messages with blank lines lose what follows.
      if (current !== null && current.header.length > 0) current = null;
    } else if (call !== null) {
      // SyntaxError prints a place without a traceback.
      if (current === null) drafts.push((current = new ExceptionDraft()));
      current.calls.push(call);
    } else if (current === null) unread.push(index);
    else if (isIndented(line, current)) addSource(current, text);
    else current.header.push(text);
  }
  const exceptions = drafts.filter(({ header, calls }) => header.length + calls.length > 0).map(finish);
  return { exceptions: isGroup ? exceptions.toReversed() : exceptions, suppressed: [], unread };
}

/** Source lines and their markers are indented below their call; the message is not. */
function isIndented(line: string, draft: ExceptionDraft): boolean {
  return draft.header.length === 0 && draft.calls.length > 0 && /^\s/.test(line);
}

function addSource(draft: ExceptionDraft, text: string): void {
  const last = draft.calls.at(-1);
  const isDecoration = /^[\^~ ]*$/.test(text) || text.startsWith('[Previous line repeated ');
  if (last === undefined || isDecoration || last.contextLine !== undefined) return;
  draft.calls[draft.calls.length - 1] = { ...last, contextLine: text };
}

function finish(draft: ExceptionDraft): RawException {
  const exception = draft.finish({ order: 'oldest first', splitsModule: true });
  const [first = ''] = draft.header;
  // `raise KeyboardInterrupt` and own types print no message: `shop.CartEmpty`.
  const isBareType =
    exception.type === null && draft.header.length === 1 && /^[A-Za-z_][\w.]{0,200}:?$/.test(first);
  if (!isBareType) return lowerCaseType(exception, first);
  const name = first.replace(/:$/, '');
  const dot = name.lastIndexOf('.');
  return { ...exception, type: name.slice(dot + 1), value: '', module: dot < 0 ? null : name.slice(0, dot) };
}

/** Types may be in lower case here: `socket.timeout: timed out`. */
function lowerCaseType(exception: RawException, header: string): RawException {
  const colon = header.indexOf(': ');
  const name = header.slice(0, Math.max(0, colon));
  if (exception.type !== null || !/^[A-Za-z_][\w.]{0,200}$/.test(name)) return exception;
  const dot = name.lastIndexOf('.');
  const value = (exception.value ?? '').slice(colon + 2);
  return { ...exception, type: name.slice(dot + 1), value, module: dot < 0 ? null : name.slice(0, dot) };
}

/** `  File "/srv/shop/views.py", line 12, in total`. */
function parseCall(line: string): TraceCall | null {
  const text = line.trimStart();
  if (!text.startsWith('File "')) return null;
  const quote = text.indexOf('", line ', 6);
  if (quote < 0) return null;
  const rest = text.slice(quote + '", line '.length);
  const number = Number.parseInt(rest.slice(0, 10), 10);
  if (Number.isNaN(number)) return null;
  const marker = rest.indexOf(', in ');
  const name = marker < 0 ? null : rest.slice(marker + 5).trim();
  return {
    function: name === '' ? null : name,
    module: null,
    file: text.slice(6, quote),
    line: number,
    column: null,
  };
}

/** Exception groups stand behind a margin: `  | `, `  + `, `    +-+---------------- 1 ----------------`. */
function withoutGroupMargin(line: string): string {
  return line.replace(/^ {0,40}(?:[|+] {0,2}){1,20}/, '');
}
