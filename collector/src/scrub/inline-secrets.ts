import { SCRUB_LIMITS } from './limits.ts';
import { FILTERED } from './marker.ts';
import { isSensitiveKey } from './sensitive-key.ts';

/**
 * Replaces values that follow a sensitive name inside a text: `?token=x`, `password: x`, `"api_key":"x"` (also with
 * escaped quotes, as JSON inside JSON has them), `Authorization: Bearer x`. Scans by hand: each character is looked at
 * a bounded number of times.
 */
export function filterInlineSecrets(text: string): string {
  let result = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charCodeAt(at);
    if (mark !== EQUALS && mark !== COLON) continue;
    const name = nameBefore(text, at);
    if (name.text === '' || !isSensitiveKey(name.text)) continue;
    const value = valueAfter(text, at + 1, {
      isColon: mark === COLON,
      isQuotedName: name.isQuoted,
      name: name.text,
    });
    if (value === null) continue;
    result += text.slice(copied, value.start) + FILTERED;
    copied = value.end;
    at = Math.max(at, value.end - 1);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

const EQUALS = 61;
const COLON = 58;
const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`']);
/** No dot: `session.ts:12` is a file, and of `user.password` the last part tells. */
const NAME_CHARACTER = /[\w$-]/;

function nameBefore(text: string, at: number): { text: string; isQuoted: boolean } {
  let end = at;
  while (end > 0 && text[end - 1] === ' ') {
    end -= 1;
    if (at - end > 2) break;
  }
  // Forms of Rails and PHP: `user[password]=x`.
  if (text[end - 1] === ']') end -= 1;
  const isQuoted = QUOTES.has(text.charAt(end - 1));
  if (isQuoted) end -= 1;
  if (text[end - 1] === '\\') end -= 1;
  let start = end;
  while (
    start > 0 &&
    end - start < SCRUB_LIMITS.inlineKeyLengthMax &&
    NAME_CHARACTER.test(text.charAt(start - 1))
  )
    start -= 1;
  return { text: text.slice(start, end), isQuoted };
}

type Assignment = { readonly isColon: boolean; readonly isQuotedName: boolean; readonly name: string };

/** Names after which prose follows as often as a secret: `Unexpected token: <`, `Invalid session: expired`. */
const PROSE_NAME =
  /(?:token|tokens|session|sessions|auth|card|cards|cookie|cookies|pass|pin|authentication|sid)$/i;
const HEADER_NAME = /(?:authorization|cookie)$/i;

function valueAfter(
  text: string,
  from: number,
  assignment: Assignment,
): { start: number; end: number } | null {
  let start = from;
  while (text[start] === ' ' || text[start] === '\t') start += 1;
  if (start >= text.length || text.startsWith(FILTERED, start)) return null;
  const quoteAt = text[start] === '\\' ? start + 1 : start;
  if (QUOTES.has(text.charAt(quoteAt))) return nonEmpty(quoteAt + 1, closingQuote(text, quoteAt));
  if (text[start] === '=' || text[start] === '[' || text[start] === '{') return null;
  // A whole header line, as it stands in dumped requests: `Cookie: a=1; b=2`, `Authorization: Basic x`.
  if (assignment.isColon && HEADER_NAME.test(assignment.name)) return nonEmpty(start, endOfLine(text, start));
  if (assignment.isColon && !assignment.isQuotedName && start > from && PROSE_NAME.test(assignment.name))
    return null;
  return nonEmpty(start, endOfValue(text, start));
}

function nonEmpty(start: number, end: number): { start: number; end: number } | null {
  return end > start ? { start, end } : null;
}

/** Position of the quote that closes the one at `open`, before its backslash; the end of the text when none does. */
function closingQuote(text: string, open: number): number {
  const quote = text.charAt(open);
  const isEscaped = text[open - 1] === '\\';
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === quote) {
      const backslashes = text[at - 1] === '\\';
      if (isEscaped === backslashes) return isEscaped ? at - 1 : at;
    }
  }
  return text.length;
}

const VALUE_END: ReadonlySet<string> = new Set(' \t\r\n&,;"\'`<>)}]|');

function endOfValue(text: string, start: number): number {
  let end = start;
  while (end < text.length && !VALUE_END.has(text.charAt(end))) end += 1;
  return end;
}

function endOfLine(text: string, start: number): number {
  let end = start;
  while (end < text.length && !'\r\n"'.includes(text.charAt(end))) end += 1;
  return end;
}
