import { BS1_LIMITS } from './limits.ts';
import { KEPT_WORDS, TOP_LEVEL_DOMAINS } from './known-words.ts';

/**
 * Replaces what differs from one occurrence to the next (ids, numbers, times, addresses) by its kind:
 * `user 42 at 10.0.0.7` -> `user <int> at <ip>`; values in double quotes too, unless `keepsQuoted`: in code they are code. One pass over words; every pattern is anchored and has bounded or
 * disjoint runs, so the time is linear in the length.
 */
export function parameterize(
  text: string,
  { keepsQuoted = false }: { readonly keepsQuoted?: boolean } = {},
): string {
  const source =
    text.length > BS1_LIMITS.messageReadLengthMax ? text.slice(0, BS1_LIMITS.messageReadLengthMax) : text;
  let result = '';
  let before = '';
  let at = 0;
  while (at < source.length) {
    const end = wordEnd(source, at);
    if (end === at) {
      const value = quotedValueEnd(source, at);
      const quoted = value > at || keepsQuoted ? -1 : quotedEnd(source, at);
      if (value > at) result += '=<quoted_str>';
      else if (quoted > at) result += isNamed(before) ? source.slice(at, quoted) : '"<str>"';
      else result += source.charAt(at);
      at = Math.max(value, quoted, at + 1);
    } else {
      const isValue = source[at - 1] === '=';
      const word = source.slice(at, end);
      result += isStatusCode(word, before) ? word : replaceWord(word, isValue);
      before = word;
      at = end;
    }
  }
  return result.replaceAll(/<date>(?: <date>)+/g, '<date>');
}

const DELIMITERS: ReadonlySet<string> = new Set(' \t\r\n"\'`()[]{}<>,;|=“”‘’');
const URL_END: ReadonlySet<string> = new Set(' \t\r\n"\'`<>)“”');

/** End of the word at `from`; `from` itself when a delimiter stands there. A URL goes on over delimiters. */
function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !DELIMITERS.has(text.charAt(end))) end += 1;
  if (!text.slice(from, end).includes('://')) return end;
  while (end < text.length && !URL_END.has(text.charAt(end))) end += 1;
  return end;
}

/** `="some words"`: the end of the quoted value, or -1. */
function quotedValueEnd(text: string, at: number): number {
  const quote = text[at + 1];
  if (text[at] !== '=' || (quote !== '"' && quote !== "'")) return -1;
  const close = text.indexOf(quote, at + 2);
  return close < 0 ? -1 : close + 1;
}

/**
 * `user "bob" not found`: what stands in double quotes is a value, except behind a word that says that it is the name of
 * something in the program (`column "price"`). The end of it, or -1.
 */
function quotedEnd(text: string, at: number): number {
  if (text[at] !== '"') return -1;
  const close = text.slice(at + 1, at + 1 + QUOTED_LENGTH_MAX).indexOf('"');
  return close <= 0 ? -1 : at + close + 2;
}

const QUOTED_LENGTH_MAX = 80;

function isNamed(before: string): boolean {
  return NAMED_WORDS.has(before.toLowerCase());
}

const NAMED_WORDS: ReadonlySet<string> = new Set([
  'argument',
  'attribute',
  'class',
  'column',
  'component',
  'constraint',
  'element',
  'extension',
  'field',
  'function',
  'header',
  'index',
  'key',
  'method',
  'module',
  'operator',
  'option',
  'package',
  'parameter',
  'prop',
  'property',
  'relation',
  'role',
  'route',
  'schema',
  'sequence',
  'setting',
  'table',
  'type',
  'variable',
]);

function replaceWord(word: string, isValue: boolean): string {
  let end = word.length;
  while (end > 0 && '.:!?'.includes(word.charAt(end - 1))) end -= 1;
  const core = word.slice(0, end);
  if (core === '') return word;
  if (isValue && /^(?:true|false)$/i.test(core)) return `<bool>${word.slice(end)}`;
  return (kindOf(core) ?? replaceParts(core)) + word.slice(end);
}

/** `status code 404` and `status code 503` are two bugs: the number is no id. */
function isStatusCode(word: string, before: string): boolean {
  return STATUS_WORDS.has(before.toLowerCase()) && /^[1-5]\d\d[.:!?]{0,3}$/.test(word);
}

const STATUS_WORDS: ReadonlySet<string> = new Set(['code', 'code:', 'status', 'status:', 'http', 'http/1.1']);

/** The kind of a whole word, as `<kind>`; null when it has none. */
function kindOf(word: string): string | null {
  if (word.includes('://')) return '<url>';
  if (isEmail(word)) return '<email>';
  if (isAbsolutePath(word)) return '<path>';
  if (isHostname(word)) return '<hostname>';
  if (!hasDigit(word)) return null;
  return KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? hexKind(word);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[+-]?\d+$/, '<int>'],
  [/^[+-]?\d+\.\d+(?:e[+-]?\d{1,4})?$/i, '<float>'],
  [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, '<uuid>'],
  [/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/i, '<traceparent>'],
  [/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?$/, '<ip>'],
  [/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T\d{1,2}:[\d:.]{2,24}(?:Z|[+-]\d\d:?\d\d)?)?$/i, '<date>'],
  [/^\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/i, '<date>'],
  [/^(?=[^:]{0,4}:[^:]{0,4}:)[0-9a-f:]{3,39}(?:%\w{1,15})?$/i, '<ip>'],
  [/^[+-]?\d+(?:\.\d+)?(?:ns|us|µs|ms|s|sec|secs|m|min|h)$/i, '<duration>'],
  [/^[+-]?\d+(?:\.\d+)?(?:b|kb|mb|gb|tb|kib|mib|gib|px|%)$/i, '<size>'],
  [/^v?\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+.][\w.-]{1,64})?$/i, '<version>'],
  [/^0x[0-9a-f]+$/i, '<hex>'],
];

/** Bare hex digits count as an id only when letters and digits mix: `deadbeef` may be a word. */
function hexKind(word: string): string | null {
  if (!/^[0-9a-f]{7,128}$/i.test(word) || !/[a-f]/i.test(word)) return null;
  if (word.length === 40) return '<sha1>';
  if (word.length === 32) return '<md5>';
  if (word.length === 7) return '<git_sha>';
  return '<hex>';
}

/** `orders/42:items.3` -> `orders/<int>:items.<int>`; a part that mixes letters and digits is an `<id>`. */
function replaceParts(word: string): string {
  if (!hasDigit(word) || KEPT_WORDS.has(word.toLowerCase())) return word;
  return word.replaceAll(/[^./:#+&?*\\@]+/g, (part) => {
    if (!hasDigit(part) || KEPT_WORDS.has(part.toLowerCase())) return part;
    return KINDS.find(([pattern]) => pattern.test(part))?.[1] ?? hexKind(part) ?? '<id>';
  });
}

function isEmail(word: string): boolean {
  const at = word.indexOf('@');
  return at > 0 && at === word.lastIndexOf('@') && word.indexOf('.', at + 2) > 0;
}

/** Relative paths stay: `Cannot find module './cart'` is another bug than `./order`. */
function isAbsolutePath(word: string): boolean {
  if (word.startsWith('/')) return word.indexOf('/', 1) > 1;
  return word.startsWith('~/') || /^[A-Za-z]:[\\/]\S/.test(word);
}

function isHostname(word: string): boolean {
  const colon = word.indexOf(':');
  const host = colon < 0 ? word : word.slice(0, colon);
  const dot = host.lastIndexOf('.');
  return (
    dot > 0 &&
    TOP_LEVEL_DOMAINS.has(host.slice(dot + 1).toLowerCase()) &&
    /^[\w.-]+$/.test(host) &&
    /^\d*$/.test(colon < 0 ? '' : word.slice(colon + 1))
  );
}

function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}
