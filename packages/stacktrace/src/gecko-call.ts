import { parseCodeLocation } from './code-location.ts';
import { operaName } from './opera-call.ts';
import type { ParsedCall } from './parsed-call.ts';

/**
 * One line of a SpiderMonkey or JavaScriptCore stack: `fn@location`, `@location`, a bare location, `[native code]`,
 * or React Native's `fn (location)`. Null when the line is something else.
 */
export function parseGeckoCall(line: string): ParsedCall | null {
  // Opera 11 repeats the newest call behind these words.
  if (line.startsWith('Error created at ')) return null;
  const at = placeSeparator(line);
  if (at >= 0) return callAt(line.slice(0, at), line.slice(at + 1));
  if (line === '[native code]') return { function: null, file: line, line: null, column: null };
  if (line.endsWith(')')) return reactNativeCall(line);
  const location = parseCodeLocation(line);
  // React Native prints bundle names without a folder: `102.js:1:2956`.
  const isBundle = location.column !== null && !location.file.includes(' ');
  return location.line !== null && (isBundle || isAbsolute(location.file))
    ? { function: null, ...location }
    : null;
}

function callAt(name: string, place: string): ParsedCall | null {
  const functionName = cleanName(name);
  if (place.startsWith('[')) return { function: functionName, file: place, line: null, column: null };
  const location = insideEval(place) ?? parseCodeLocation(place);
  // Messages hold e-mail addresses; a call of these engines always ends with a line.
  if (location.line === null && !isAbsolute(location.file)) return null;
  return { function: functionName, ...location };
}

/** `url line 26 > eval line 2 > eval:1:30`: the outer file is real code, the inner places are not. */
function insideEval(place: string): { file: string; line: number; column: null } | null {
  const marker = place.indexOf(' line ');
  if (marker < 0 || !place.includes(' > ', marker)) return null;
  const line = Number.parseInt(place.slice(marker + 6, marker + 16), 10);
  return Number.isNaN(line) ? null : { file: place.slice(0, marker), line, column: null };
}

function reactNativeCall(line: string): ParsedCall | null {
  const open = line.lastIndexOf(' (');
  if (open < 0) return null;
  const location = parseCodeLocation(line.slice(open + 2, -1));
  return location.column === null ? null : { function: cleanName(line.slice(0, open)), ...location };
}

/** `async*fn`, `promise callback*fn` -> `fn`; Firefox before 14 printed arguments: `fn(1, "a")` -> `fn`. */
function cleanName(text: string): string | null {
  const star = text.lastIndexOf('*');
  const name = text.slice(star + 1).trim();
  if (name.startsWith('<anonymous function')) return operaName(name);
  const open = name.endsWith(')') ? name.indexOf('(') : -1;
  const bare = open >= 0 ? name.slice(0, open) : name;
  return bare === '' ? null : bare;
}

/** Names and URLs may both hold `@`: the first one that an absolute place follows, else the last. */
function placeSeparator(line: string): number {
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    if (isAbsolute(line.slice(at + 1, at + 1 + SCHEME_LENGTH_MAX))) return at;
  }
  return line.lastIndexOf('@');
}

const SCHEME_LENGTH_MAX = 40;

function isAbsolute(text: string): boolean {
  if (text.startsWith('/') || text.startsWith('[')) return true;
  const colon = text.indexOf(':');
  return (
    colon > 0 &&
    colon < SCHEME_LENGTH_MAX &&
    /^[A-Za-z][\w+.-]*$/.test(text.slice(0, colon)) &&
    /^[/\\:a-z]/.test(text.slice(colon + 1))
  );
}
