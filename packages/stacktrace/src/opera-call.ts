import type { ParsedCall } from './parsed-call.ts';

/** One line of a stack of Opera before 15, in `message` (8 and 9) or `stacktrace` (10 to 12). Null for other lines. */
export function parseOperaCall(line: string): ParsedCall | null {
  return parseLinkedScript(line) ?? parseThrownAt(line);
}

/** `Line 44 of linked script http://h/a.js: In function total`, `Line 4 of inline#1 script in http://h/a.html`. */
function parseLinkedScript(line: string): ParsedCall | null {
  const start =
    /^(?:\.\.\. {1,4})?Line (\d{1,9}) of (?:linked script |(?:inline|function|eval|event)[^ ]{0,20} script in |function script )/.exec(
      line,
    );
  if (start === null) return null;
  const rest = line.slice(start[0].length);
  const marker = rest.indexOf(': In function ');
  const file = (marker < 0 ? rest : rest.slice(0, marker)).replace(/:$/, '');
  const name = marker < 0 ? null : rest.slice(marker + ': In function '.length);
  return { function: name, file, line: Number(start[1]), column: null };
}

/** `Error thrown at line 42, column 12 in <anonymous function: total>(x) in http://h/a.js:`, `called from line …`. */
function parseThrownAt(line: string): ParsedCall | null {
  const start =
    /^(?:Error (?:thrown|created|initially occurred) at|called from|called via [\w .]{1,60} from) line (\d{1,9}), column (\d{1,9}) in /.exec(
      line,
    );
  if (start === null) return null;
  const rest = line.slice(start[0].length);
  const marker = rest.lastIndexOf(' in ');
  const file = (marker < 0 ? rest : rest.slice(marker + 4)).replace(/:$/, '');
  const name = marker < 0 ? null : operaName(rest.slice(0, marker));
  return { function: name, file, line: Number(start[1]), column: Number(start[2]) };
}

/** `<anonymous function: run>(ex)` -> `run`, `<anonymous function>()` -> none, `total(x)` -> `total`. */
export function operaName(text: string): string | null {
  const open = text.indexOf('(');
  const bare = open < 0 ? text : text.slice(0, open);
  if (bare === '<anonymous function>') return null;
  const named = /^<anonymous function: (.{1,200})>$/.exec(bare);
  return named === null ? bare : (named[1] ?? null);
}
