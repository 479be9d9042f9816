/** A place in a script as an engine prints it: `file`, 1-based `line` and `column`, null where absent. */
export type CodeLocation = {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
};

/** Splits `file:line:column` or `file:line` from the right end, because files hold colons themselves. */
export function parseCodeLocation(text: string): CodeLocation {
  const last = trailingNumber(text);
  if (last === null) return { file: text, line: null, column: null };
  const beforeLast = trailingNumber(last.rest);
  if (beforeLast === null) return { file: last.rest, line: last.number, column: null };
  return { file: beforeLast.rest, line: beforeLast.number, column: last.number };
}

const DIGITS_MAX = 10;

function trailingNumber(text: string): { rest: string; number: number } | null {
  let start = text.length;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  const digits = text.length - start;
  if (digits === 0 || digits > DIGITS_MAX || start < 2 || text[start - 1] !== ':') return null;
  return { rest: text.slice(0, start - 1), number: Number(text.slice(start)) };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
