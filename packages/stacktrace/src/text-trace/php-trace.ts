import type { RawException, RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** PHP's uncaught exceptions, `Exception::__toString`, and the logs of Monolog. */
export const phpTrace: TraceReader = {
  language: 'php',
  platform: 'php',
  isCall: (line) => parseStep(line) !== null,
  isMarker: (line) =>
    /^\s*(?:Stack trace:|\[stacktrace\]|#\d{1,5} \{main\})/.test(line) ||
    /PHP (?:Fatal|Parse) error: /.test(line.slice(0, 200)),
  read,
};

type Step = { readonly file: string | null; readonly line: number | null; readonly called: string | null };
type Draft = { readonly header: string[]; readonly steps: Step[] };

function read(printed: readonly string[]): RawTrace {
  // Monolog writes the trace into JSON.
  const isJson = printed.some((line) => line.trim() === '[stacktrace]');
  const lines = isJson ? printed.map((line) => line.replaceAll('\\\\', '\\')) : printed;
  const drafts: Draft[] = [{ header: [], steps: [] }];
  const unread: number[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const step = parseStep(line);
    const current = drafts.at(-1);
    if (text === '' || text === 'Stack trace:' || text === '[stacktrace]' || current === undefined) continue;
    if (step !== null) current.steps.push(step);
    else if (text.startsWith('Next ') && current.steps.length > 0)
      drafts.push({ header: [text.slice(5)], steps: [] });
    else if (current.steps.length === 0) current.header.push(text);
    else if (!/^(?:thrown in |"\}?$)/.test(text)) unread.push(index);
  }
  return { exceptions: drafts.map(exceptionOf), suppressed: [], unread };
}

function exceptionOf({ header, steps }: Draft): RawException {
  const { type, value, file, line } = parseHeader(header.join('\n'));
  // A step says where a function was called; the function it stands in is the one of the next step.
  const places = [{ file, line }, ...steps.map((step) => ({ file: step.file, line: step.line }))];
  const names = [...steps.map((step) => step.called), null];
  const calls = places
    .map((place, index): TraceCall => ({ ...methodOf(names[index] ?? null), ...place, column: null }))
    .filter((call) => call.file !== null || call.function !== null);
  return { type, value, module: null, calls: calls.toReversed() };
}

type Header = {
  readonly type: string | null;
  readonly value: string | null;
  readonly file: string | null;
  readonly line: number | null;
};

/** `PHP Fatal error:  Uncaught Type: text in file:12`, `exception 'Type' with message 'text' in file:12`, Monolog's. */
function parseHeader(header: string): Header {
  const monolog = header.lastIndexOf('[object] (');
  const text = (monolog < 0 ? header : header.slice(monolog + '[object] ('.length))
    .replace(/^.{0,40}?PHP (?:Fatal|Parse) error: {1,2}/, '')
    .replace(/^(?:Fatal|Parse) error: {1,2}/, '')
    .replace(/^Uncaught /, '');
  const place = parsePlace(text, monolog < 0 ? ' in ' : ' at ');
  const message = text.slice(0, place.end).trim();
  const old = /^exception '([\w\\]{1,200})'(?: with message ')?/.exec(message);
  if (old !== null)
    return { type: old[1] ?? null, value: message.slice(old[0].length).replace(/'$/, ''), ...place };
  const found = /^([A-Za-z_\\][\w\\@]{0,200})(?:\(code: -?\d{1,10}\))?(?:: |:?$)/.exec(message);
  if (found === null) return { type: null, value: message, ...place };
  return { type: found[1] ?? null, value: message.slice(found[0].length), ...place };
}

/** The last `in file:12` or `in file on line 12`; `end` is where the text before it ends. */
function parsePlace(text: string, marker: string): { file: string | null; line: number | null; end: number } {
  const at = text.lastIndexOf(marker);
  const none = { file: null, line: null, end: text.length };
  if (at < 0) return none;
  const found = /^(\S(?:[^\n:]|:(?=[\\/]))*)(?::| on line )(\d{1,9})\)?$/.exec(
    text.slice(at + marker.length).trim(),
  );
  return found === null ? none : { file: found[1] ?? null, line: Number(found[2]), end: at };
}

/** `#0 /srv/cart.php(12): Shop\Cart->total(1)`, `#1 [internal function]: f()`, `#2 {main}`. */
function parseStep(line: string): Step | null {
  const start = /^\s*#\d{1,5} +(?!0x)/.exec(line);
  if (start === null) return null;
  const text = line.slice(start[0].length).trim();
  if (text === '{main}') return { file: null, line: null, called: null };
  if (text.startsWith('[internal function]: ')) {
    return { file: '[internal function]', line: null, called: text.slice('[internal function]: '.length) };
  }
  const found = /^(.{1,1000}?)\((\d{1,9})\): /.exec(text);
  if (found === null) return null;
  return { file: found[1] ?? null, line: Number(found[2]), called: text.slice(found[0].length) };
}

/** `Shop\Cart->total(1, Object(X))` -> class and method; `Shop\helper()` is a function of a namespace. */
function methodOf(called: string | null): { function: string | null; module: string | null } {
  if (called === null) return { function: null, module: null };
  const open = called.indexOf('(', called.startsWith('{closure') ? called.indexOf('}') : 0);
  const name = open < 0 ? called : called.slice(0, open);
  const arrow = name.search(/->|::(?!\d)/);
  return arrow < 0
    ? { function: name, module: null }
    : { function: name.slice(arrow + 2), module: name.slice(0, arrow) };
}
