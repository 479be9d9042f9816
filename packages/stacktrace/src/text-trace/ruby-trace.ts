import { ExceptionDraft } from './exception-draft.ts';
import type { RawException, RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** Ruby's uncaught exceptions, `full_message` in both orders, and the logs of Rails. */
export const rubyTrace: TraceReader = {
  language: 'ruby',
  platform: 'ruby',
  isCall: (line) => parseCall(line) !== null,
  isMarker: (line) =>
    /^\s*from \S.*:\d+:in /.test(line.slice(0, 1024)) || /^Traceback \(most recent call last\):?$/.test(line),
  read,
};

function read(lines: readonly string[]): RawTrace {
  const drafts: ExceptionDraft[] = [];
  const unread: number[] = [];
  let current: ExceptionDraft | null = null;
  // `full_message(order: :bottom)` counts its calls down to the one that raised.
  const isBottom = lines.some((line) => /^\s*\d{1,5}: from /.test(line));
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (text === '' || text.startsWith('Traceback (most recent call last)')) continue;
    const raised = parseRaise(text);
    const call = parseCall(line);
    if (raised !== null) {
      if (!isBottom || current === null) drafts.push((current = new ExceptionDraft()));
      current.header.push(raised.header);
      current.calls.push(raised.call);
    } else if (call !== null) {
      if (current === null) drafts.push((current = new ExceptionDraft()));
      current.calls.push(call);
    } else if (current === null || current.header.length === 0 || current.calls.length === 0) {
      if (current === null) drafts.push((current = new ExceptionDraft()));
      current.header.push(railsHeader(text));
    } else unread.push(index);
  }
  const order = isBottom ? 'oldest first' : 'newest first';
  const exceptions: readonly RawException[] = drafts.map((draft) => draft.finish({ order }));
  return { exceptions: isBottom ? exceptions : exceptions.toReversed(), suppressed: [], unread };
}

/** `cart.rb:3:in 'total': no price (Shop::Error)`: the first call and the error in one line. */
function parseRaise(text: string): { header: string; call: TraceCall } | null {
  if (!text.endsWith(')') || text.startsWith('from ')) return null;
  const inside = text.indexOf(':in ');
  if (inside < 0) return null;
  const quote = text.charAt(inside + 4);
  if (quote !== "'" && quote !== '`') return null;
  const end = text.indexOf("': ", inside + 5);
  const open = text.lastIndexOf(' (');
  const call = end < 0 ? null : parseCall(text.slice(0, end + 1));
  if (call === null || open < end) return null;
  const type = text.slice(open + 2, -1);
  return /^[A-Z][\w:]{0,200}$/.test(type) ? { header: `${type}: ${text.slice(end + 3, open)}`, call } : null;
}

/** Rails: `Shop::Error (no price):` -> `Shop::Error: no price`. */
function railsHeader(text: string): string {
  const found = /^([A-Z][\w:]{0,200}) \((.*)\):?$/.exec(text);
  return found === null ? text : `${found[1] ?? ''}: ${found[2] ?? ''}`;
}

/** `[from ][N: from ]file:line:in 'Class#function'`, behind a gem's name and version in Rails' logs. */
function parseCall(line: string): TraceCall | null {
  let text = line.trim().replace(/^\d{1,5}: /, '');
  if (text.startsWith('from ')) text = text.slice(5);
  const inside = text.indexOf(':in ');
  const isBare = inside < 0;
  if (isBare && !/\.rb:\d{1,7}$/.test(text)) return null;
  const place = isBare ? text : text.slice(0, inside);
  const colon = place.lastIndexOf(':');
  const number = Number(place.slice(colon + 1));
  if (colon <= 0 || !Number.isInteger(number)) return null;
  const gem = /^[\w-]{1,100} \([\w.]{1,40}\) /.exec(place);
  const file =
    gem === null ? place.slice(0, colon) : `gems/${place.slice(0, colon).replace(/ \(([^()]*)\) /, '-$1/')}`;
  if (isBare) return { function: null, module: null, file, line: number, column: null };
  const name = text.slice(inside + 4);
  const isQuoted = (name.startsWith("'") || name.startsWith('`')) && name.endsWith("'") && name.length > 2;
  return isQuoted ? { ...methodOf(name.slice(1, -1)), file, line: number, column: null } : null;
}

/** Ruby 3.4 names the class: `Shop::Cart#total`, `Shop::Cart.load`; blocks are `block in total`. */
function methodOf(name: string): { function: string; module: string | null } {
  const bare = name.replace(/^(?:block(?: \(\d+ levels\))? in |rescue in |ensure in )+/, '');
  const hash = bare.search(/[#.](?=[^#.]*$)/);
  return hash <= 0
    ? { function: bare, module: null }
    : { function: bare.slice(hash + 1), module: bare.slice(0, hash) };
}
