import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { ANALYZE_LIMITS } from '../limits.ts';

/** One Python file as a syntax tree. Offsets are UTF-16. */
export type PythonFile = {
  readonly path: string;
  readonly text: string;
  readonly tree: Tree;
};

export type PythonNode = SyntaxNode;

/** Null for other languages, files above the bound, and files with a part that does not parse. */
export function parsePython(path: string, text: string): PythonFile | null {
  if (!path.endsWith('.py') || text.length > ANALYZE_LIMITS.parsedLengthMax) return null;
  const tree = parser.parse(text);
  let isBroken = false;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) isBroken = true;
      return !isBroken;
    },
  });
  return isBroken ? null : { path, text, tree };
}

export function pythonText(file: PythonFile, node: { from: number; to: number }): string {
  return file.text.slice(node.from, node.to);
}

/** 1-based line of an offset. */
export function pythonLine(file: PythonFile, node: { from: number }): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at !== -1 && at < node.from; at = file.text.indexOf('\n', at + 1))
    line += 1;
  return line;
}

export function indentOf(file: PythonFile, node: { from: number }): string {
  const start = file.text.lastIndexOf('\n', node.from - 1) + 1;
  return /^[ \t]*/.exec(file.text.slice(start, node.from))?.[0] ?? '';
}
