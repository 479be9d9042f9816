/** The lines before the first frame, read as `Type: message`. */
export type StackHeader = { readonly type: string | null; readonly value: string | null };

/** Lines before the first frame -> type and message. Lines that only show source (Node) are left out. */
export function parseStackHeader(lines: readonly string[]): StackHeader {
  const text = withoutSourceExcerpt(lines).join('\n').trim();
  if (text === '') return { type: null, value: null };
  return splitTypeAndValue(withoutUncaught(text));
}

/** `Type: message`, `Type [CODE]: message` or `Type`; a text without a type is all message. */
export function splitTypeAndValue(text: string): StackHeader {
  const end = typeNameEnd(text);
  if (end === 0) return { type: null, value: text };
  const type = text.slice(0, end);
  const rest = text.slice(end);
  if (rest === '') return looksLikeErrorName(type) ? { type, value: '' } : { type: null, value: text };
  const code = NODE_ERROR_CODE.exec(rest);
  const afterCode = code === null ? rest : rest.slice(code[0].length);
  if (code !== null && afterCode === '') return { type, value: '' };
  if (!afterCode.startsWith(':') || (afterCode.length > 1 && afterCode[1] !== ' ' && afterCode[1] !== '\n')) {
    return { type: null, value: text };
  }
  return { type, value: afterCode.slice(1).trim() };
}

const TYPE_LENGTH_MAX = 128;
/** Node: `TypeError [ERR_INVALID_ARG_TYPE]: ...`. */
const NODE_ERROR_CODE = /^ \[[A-Z0-9_]{1,80}\]/;
const UNCAUGHT = ['error: ', 'Uncaught (in promise) ', 'Uncaught ', 'Unhandled '] as const;

/** Length of the leading type name: capitalised, or qualified with dots; 0 when there is none. */
function typeNameEnd(text: string): number {
  let end = 0;
  while (end < text.length && end < TYPE_LENGTH_MAX) {
    // Ruby, Rust and C++ join names by two colons: `Shop::CartError: no price`.
    if (/^::[A-Za-z_]/.test(text.slice(end, end + 3))) end += 2;
    else if (/[\w$.]/.test(text[end] ?? '')) end += 1;
    else break;
  }
  const name = text.slice(0, end);
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  return /^[A-Z]/.test(last) ? end : 0;
}

function looksLikeErrorName(name: string): boolean {
  return name.endsWith('Error') || name.endsWith('Exception');
}

function withoutUncaught(text: string): string {
  let bare = text;
  for (const prefix of UNCAUGHT) if (bare.startsWith(prefix)) bare = bare.slice(prefix.length);
  return bare;
}

/** Node prints `file:line`, the source line and a line of `^` before the error itself. */
function withoutSourceExcerpt(lines: readonly string[]): readonly string[] {
  const caret = lines.findIndex((line) => line.includes('^') && /^[\s^~]*$/.test(line));
  return caret < 0 ? lines : lines.slice(caret + 1);
}
