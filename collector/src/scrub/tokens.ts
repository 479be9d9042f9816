import { FILTERED } from './marker.ts';

/** Replaces tokens that show by their form: JWT, PEM blocks, `Bearer` and `Basic` credentials, keys of known providers. */
export function filterTokens(text: string): string {
  return filterSchemes(filterPrefixed(filterPem(text)));
}

const PEM_BEGIN = '-----BEGIN';
const PEM_END = '-----END';

/** From BEGIN to the end of END's line; a block without an end is filtered to the end of the text. */
function filterPem(text: string): string {
  let result = '';
  let copied = 0;
  for (let begin = text.indexOf(PEM_BEGIN); begin >= 0; begin = text.indexOf(PEM_BEGIN, copied)) {
    const end = text.indexOf(PEM_END, begin);
    result += text.slice(copied, begin) + FILTERED;
    if (end < 0) return result;
    const close = text.indexOf('-----', end + PEM_END.length);
    copied = close < 0 ? text.length : close + '-----'.length;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** Beginnings that providers give their keys, and how many characters must follow to be one. */
const PREFIXED: readonly { readonly start: RegExp; readonly restLengthMin: number }[] = [
  { start: /eyJ/g, restLengthMin: 17 },
  {
    start: /(?:sk|rk)_(?:live|test)_|sk-(?:ant-|proj-)?|whsec_|shpat_|dop_v1_|sntry[su]_/g,
    restLengthMin: 16,
  },
  { start: /gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_/g, restLengthMin: 10 },
  { start: /A[KS]IA|AIza|SG\.|ya29\./g, restLengthMin: 16 },
];

function filterPrefixed(text: string): string {
  let result = text;
  for (const { start, restLengthMin } of PREFIXED) result = filterStarting(result, start, restLengthMin);
  return result;
}

function filterStarting(text: string, start: RegExp, restLengthMin: number): string {
  let result = '';
  let copied = 0;
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const rest = match.index + match[0].length;
    const end = tokenEnd(text, rest);
    start.lastIndex = Math.max(end, rest);
    if (end - rest < restLengthMin || isInsideWord(text, match.index) || !isRandom(text.slice(rest, end)))
      continue;
    result += text.slice(copied, match.index) + FILTERED;
    copied = end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

const SCHEME = /(?:bearer|basic) +/gi;

function filterSchemes(text: string): string {
  let result = '';
  let copied = 0;
  SCHEME.lastIndex = 0;
  for (let match = SCHEME.exec(text); match !== null; match = SCHEME.exec(text)) {
    const start = match.index + match[0].length;
    const end = tokenEnd(text, start);
    SCHEME.lastIndex = Math.max(end, start);
    const isBasic = match[0].toLowerCase().startsWith('basic');
    const token = text.slice(start, end);
    if (isBasic ? !isBasicCredential(token) : !isBearerToken(token)) continue;
    result += text.slice(copied, start) + FILTERED;
    copied = end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** `Bearer authentication is required` is prose: a token is long or shows a digit. */
function isBearerToken(token: string): boolean {
  return token.length >= 20 || (token.length >= 6 && /\d/.test(token));
}

function isBasicCredential(token: string): boolean {
  return token.length >= 4 && Buffer.from(token, 'base64').includes(':');
}

function tokenEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isTokenCharacter(text.charCodeAt(end))) end += 1;
  return end;
}

/** Letters, digits and `-._~+/=`: the alphabet of RFC 6750's b64token. */
function isTokenCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 46 ||
    code === 95 ||
    code === 126 ||
    code === 43 ||
    code === 47 ||
    code === 61
  );
}

/** `npm_package_config` and `sk-loading-indicator` are names: keys mix in digits or capitals. */
function isRandom(text: string): boolean {
  return /[\dA-Z]/.test(text);
}

/** `task_sk-...` is a word, `=sk-...` a key. */
function isInsideWord(text: string, at: number): boolean {
  return at > 0 && /[A-Za-z\d]/.test(text.charAt(at - 1));
}
