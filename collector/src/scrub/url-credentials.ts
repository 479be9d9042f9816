import { FILTERED } from './marker.ts';

const AUTHORITY_END: ReadonlySet<string> = new Set('/?#\\ \t\r\n"\'<>()[]{},;`');

/** `https://user:pass@host` -> `https://[Filtered]@host`; also for database URLs of any scheme. */
export function filterUrlCredentials(text: string): string {
  let result = '';
  let copied = 0;
  for (let mark = text.indexOf('://'); mark >= 0; mark = text.indexOf('://', mark + 3)) {
    const start = mark + 3;
    const at = lastAtSign(text, start);
    if (at <= start) continue;
    result += text.slice(copied, start) + FILTERED;
    copied = at;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** Position of the last `@` of the authority, because passwords may hold one; -1 when there is none. */
function lastAtSign(text: string, start: number): number {
  let at = -1;
  for (let index = start; index < text.length && !AUTHORITY_END.has(text.charAt(index)); index += 1) {
    if (text[index] === '@') at = index;
    // The next URL has an authority of its own.
    if (text.startsWith('://', index)) return -1;
  }
  return at;
}
