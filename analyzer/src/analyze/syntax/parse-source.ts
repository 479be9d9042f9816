import { parseSync, type Node, type Program } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { parsePython } from '../python/parse-python.ts';
import { linkParents } from './walk.ts';

/** One file of the repository as a syntax tree. Offsets are UTF-16, as JavaScript strings count. */
export type ParsedFile = {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
};

const LANGUAGES: Readonly<Record<string, 'jsx' | 'ts' | 'tsx'>> = {
  js: 'jsx',
  mjs: 'jsx',
  cjs: 'jsx',
  jsx: 'jsx',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
};

/** Null for languages without a parser here, files above the bound, and files that do not parse. */
export function parseSource(path: string, text: string): ParsedFile | null {
  const language = LANGUAGES[path.slice(path.lastIndexOf('.') + 1)];
  if (language === undefined || text.length > ANALYZE_LIMITS.parsedLengthMax) return null;
  const result = parseSync(path, text, { lang: language, sourceType: 'unambiguous', preserveParens: false });
  if (result.errors.length > 0) return null;
  const { program } = result;
  linkParents(program);
  return { path, text, program, lineStarts: lineStartsOf(text) };
}

/** True when a text is a valid file of its kind; unknown languages count as valid, because nothing can be said. */
export function parses(path: string, text: string): boolean {
  if (path.endsWith('.py')) return parsePython(path, text) !== null;
  if (LANGUAGES[path.slice(path.lastIndexOf('.') + 1)] === undefined) return true;
  return parseSource(path, text) !== null;
}

export function textOf(file: ParsedFile, node: Pick<Node, 'start' | 'end'>): string {
  return file.text.slice(node.start, node.end);
}

/** 1-based line and column of an offset. */
export function positionOf(file: ParsedFile, offset: number): { line: number; column: number } {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (file.lineStarts[low] ?? 0) + 1 };
}

export function lineOf(file: ParsedFile, node: Pick<Node, 'start'>): number {
  return positionOf(file, node.start).line;
}

/** Offset of a 1-based position; null when the file has no such line. */
export function offsetOf(file: ParsedFile, line: number, column: number): number | null {
  const start = file.lineStarts[line - 1];
  return start === undefined ? null : start + column - 1;
}

export function lineText(file: ParsedFile, line: number): string {
  const start = file.lineStarts[line - 1];
  if (start === undefined) return '';
  return file.text.slice(start, file.lineStarts[line] ?? file.text.length).replace(/\r?\n$/, '');
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
