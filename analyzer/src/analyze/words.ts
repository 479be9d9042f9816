import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import { cleanText } from './clean-text.ts';
import { ANALYZE_LIMITS } from './limits.ts';
import { lineText, lineOf, textOf, type ParsedFile } from './syntax/parse-source.ts';

/** Code inside a sentence: one line, bounded, in backticks. */
export function code(text: string): string {
  const line = cleanText(text).replaceAll(/\s+/g, ' ').replaceAll('`', "'").trim();
  const bounded =
    line.length > ANALYZE_LIMITS.quoteLengthMax
      ? `${line.slice(0, ANALYZE_LIMITS.quoteLengthMax - 1)}…`
      : line;
  return `\`${bounded}\``;
}

export function codeOf(file: ParsedFile, node: Node): string {
  return code(textOf(file, node));
}

export function placeOf(file: ParsedFile, node: Node): string {
  return `${file.path}:${lineOf(file, node)}`;
}

/** Evidence that a line of a file says what is claimed. */
export function citeLine(file: ParsedFile, node: Pick<Node, 'start'>, claim: string): Evidence {
  const line = lineOf(file, node);
  return {
    claim,
    kind: 'file',
    field: null,
    path: file.path,
    line,
    commit: null,
    quote: lineText(file, line).trim().slice(0, ANALYZE_LIMITS.quoteLengthMax),
  };
}

export function citeEvent(field: string, claim: string, quote: string | null): Evidence {
  return {
    claim,
    kind: 'event',
    field,
    path: null,
    line: null,
    commit: null,
    quote: quote === null ? null : quote.slice(0, ANALYZE_LIMITS.quoteLengthMax),
  };
}

export function citeCommit(commit: string, claim: string, quote: string | null): Evidence {
  return { claim, kind: 'commit', field: null, path: null, line: null, commit, quote };
}
