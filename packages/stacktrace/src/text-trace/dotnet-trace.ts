import { ExceptionDraft } from './exception-draft.ts';
import type { RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** C#, F#, Visual Basic on .NET and Mono: `Exception.ToString`. */
export const dotnetTrace: TraceReader = {
  language: 'csharp',
  platform: 'csharp',
  isCall: (line) => parseCall(line) !== null,
  isMarker: (line) =>
    INNER_END.test(line) || line.startsWith('Unhandled exception. ') || /^\s*--->? \S/.test(line),
  read,
};

const INNER_END = /^\s*--- End of inner exception stack trace ---\s*$/;

/** Headers stand from the outermost to the innermost; calls of the innermost come first, `End of inner` steps outwards. */
function read(lines: readonly string[]): RawTrace {
  const drafts: ExceptionDraft[] = [];
  const unread: number[] = [];
  let depth = -1;
  const open = (header: string): void => {
    for (const part of header.split(' ---> ')) drafts.push(new ExceptionDraft(withoutUnhandled(part.trim())));
    depth = drafts.length - 1;
  };
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const call = parseCall(line);
    const current = drafts[depth];
    if (text === '' || text.startsWith('--- End of stack trace from previous location')) continue;
    if (INNER_END.test(line)) depth = Math.max(0, depth - 1);
    else if (text.startsWith('--->'))
      open(text.replace(/^---> (?:\(Inner Exception #\d{1,5}\) )?/, '').replace(/<---$/, ''));
    else if (call !== null) {
      if (current === undefined) open('');
      drafts[depth]?.calls.push(call);
    } else if (current === undefined) open(text);
    else if (current.calls.length === 0 && depth === drafts.length - 1) current.header.push(text);
    else unread.push(index);
  }
  const exceptions = drafts.map((draft) => draft.finish({ order: 'newest first' }));
  return { exceptions: exceptions.toReversed(), suppressed: [], unread };
}

function withoutUnhandled(text: string): string {
  return text.replace(/^(?:Unhandled exception\. ?|Unhandled Exception: )/i, '');
}

/** `at Shop.Cart.Total(Int32 n) in /srv/Cart.cs:line 12`, `at Shop.Cart.Total () [0x00007] in file:12`. */
function parseCall(line: string): TraceCall | null {
  const text = line.trim();
  if (!text.startsWith('at ') || text.endsWith(' {')) return null;
  const open = text.indexOf('(');
  const close = closingParenthesis(text, open);
  if (open < 0 || close < 0) return null;
  const qualified = text.slice(3, open).trim();
  const rest = text.slice(close + 1);
  const place = parsePlace(rest);
  // Neither a place nor a dotted name: a call of another language.
  if (place === null || !/^[\w.+<>`$[\],|=~&*-]{1,1000}$/.test(qualified) || !qualified.includes('.'))
    return null;
  if (/^[^()]*:\d+(?::\d+)?$/.test(text.slice(open + 1, close))) return null;
  if (
    /\.(?:java|kt|scala|groovy)(?::\d+)?$|^(?:Native Method|Unknown Source)$/.test(
      text.slice(open + 1, close),
    )
  )
    return null;
  return { ...methodOf(qualified), ...place, column: null };
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = Math.max(0, open); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0 && text[at] === ')') return at;
  }
  return -1;
}

function parsePlace(rest: string): { file: string | null; line: number | null } | null {
  const bare = rest.replace(/^ \[0x[\da-f]{1,16}\]/, '').trim();
  if (bare === '') return { file: null, line: null };
  if (!bare.startsWith('in ')) return null;
  const found = /^in (.{1,1024}):(?:line )?(\d{1,9})$/.exec(bare);
  if (found === null) return null;
  const file = found[1] ?? null;
  const isKnown = file !== '<filename unknown>' && !(file?.startsWith('<') ?? true);
  const number = Number(found[2]);
  return { file: isKnown ? file : null, line: isKnown && number > 0 ? number : null };
}

/** Names as the compiler makes them, read back: `Shop.Cart.<Total>d__2.MoveNext` -> `Total` of `Shop.Cart`. */
function methodOf(qualified: string): { function: string; module: string | null } {
  const generated =
    /^(.*?)[.+](?:<>c(?:__\w{1,80})?[.+])?<([\w.]{1,200})>\w{1,80}(?:\.(?:MoveNext|m__\w{1,20}))?$/.exec(
      qualified,
    );
  if (generated !== null) return { function: generated[2] ?? '', module: generated[1] ?? null };
  const name = withoutTypeArguments(qualified).replaceAll(/`\d{1,3}/g, '');
  const dot =
    name.endsWith('.ctor') || name.endsWith('.cctor')
      ? name.lastIndexOf('.', name.lastIndexOf('.') - 1)
      : name.lastIndexOf('.');
  const constructor = /\.c?ctor$/.exec(name);
  if (constructor !== null)
    return { function: name.slice(constructor.index), module: name.slice(0, constructor.index) };
  return { function: name.slice(dot + 1), module: dot <= 0 ? null : name.slice(0, dot) };
}

/** Mono writes them out: `Dictionary`2[System.String,List`1[System.Int32]].get_Item`. */
function withoutTypeArguments(name: string): string {
  let depth = 0;
  let kept = '';
  for (const character of name) {
    if (character === '[') depth += 1;
    if (depth === 0) kept += character;
    if (character === ']') depth -= 1;
  }
  return kept;
}
