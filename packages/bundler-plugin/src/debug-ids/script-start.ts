/** What has to stay at the start of a script: `#!` and the directives, which count only before any other code. */
export type ScriptStart = {
  /** The first line with its line feed, when it starts with `#!`; else empty. */
  readonly hashbang: string;
  /** `"use strict"`, `'use client'`, …, in their order, as written. */
  readonly directives: readonly string[];
};

/** Linear in what stands before the first statement. */
export function scriptStart(code: string): ScriptStart {
  const lineEnd = code.startsWith('#!') ? code.indexOf('\n') + 1 : 0;
  const hashbang = code.slice(0, lineEnd);
  const directives: string[] = [];
  for (let at = skipBlank(code, lineEnd); ;) {
    const end = directiveEnd(code, at);
    if (end === null) return { hashbang, directives };
    directives.push(code.slice(at, end));
    at = skipBlank(code, end);
    if (code[at] === ';') at = skipBlank(code, at + 1);
  }
}

/** Where the text literal at `at` ends, when it is a statement of its own. */
function directiveEnd(code: string, at: number): number | null {
  const quote = code[at];
  if (quote !== '"' && quote !== "'") return null;
  let end = at + 1;
  while (end < code.length && code[end] !== quote) {
    if (code[end] === '\n') return null;
    end += code[end] === '\\' ? 2 : 1;
  }
  end += 1;
  const next = skipBlank(code, end);
  const isBroken = code.slice(end, next).includes('\n');
  const isStatement = next >= code.length || code[next] === ';' || code[next] === '}' || isBroken;
  // After a line feed an operator would go on with the expression.
  const goesOn =
    isBroken && /^(?:[.,+\-*/%=<>&|^?:()[\]`]|in\b|instanceof\b)/.test(code.slice(next, next + 12));
  return isStatement && !goesOn ? end : null;
}

/** Spaces, line feeds and comments. */
function skipBlank(code: string, from: number): number {
  let at = from;
  for (;;) {
    if (code.startsWith('/*', at)) {
      const end = code.indexOf('*/', at + 2);
      at = end < 0 ? code.length : end + 2;
    } else if (code.startsWith('//', at)) {
      const end = code.indexOf('\n', at);
      at = end < 0 ? code.length : end;
    } else if (at < code.length && ' \t\r\n\u00a0\ufeff'.includes(code[at] ?? '')) at += 1;
    else return at;
  }
}
