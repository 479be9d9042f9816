import type { FileEdit } from '../analyze/diagnosis.ts';
import { parsePython, pythonLine } from '../analyze/python/parse-python.ts';
import { parseSource, positionOf } from '../analyze/syntax/parse-source.ts';
import { isFunction, walk } from '../analyze/syntax/walk.ts';
import type { CaseCode } from '../evidence/case.ts';

export const IN_CALLER =
  'the change is made in a caller of what fails, and nothing shows what is right there';

type Lines = { readonly from: number; readonly to: number };

/**
 * True for a patch that leaves the function that crashed alone and changes one that called it on the stack: to call the
 * former as production did says nothing about it.
 */
export function patchesCaller(
  { frames, sources }: Pick<CaseCode, 'frames' | 'sources'>,
  edits: readonly FileEdit[],
): boolean {
  const [crash, ...callers] = frames.map(({ path, line }) => ({
    path,
    lines: outermostFunction(path, sources.get(path) ?? '', line),
  }));
  const isTouched = (one: typeof crash): boolean =>
    one?.lines != null &&
    edits.some(
      ({ path, before, after }) => path === one.path && overlap(changedLines(before, after), one.lines),
    );
  return crash?.lines != null && !isTouched(crash) && callers.some(isTouched);
}

/** True for a patch that changes the outermost function around a line. */
export function touchesFunctionAt(
  { sources }: Pick<CaseCode, 'sources'>,
  edits: readonly FileEdit[],
  { path, line }: { readonly path: string; readonly line: number },
): boolean {
  const lines = outermostFunction(path, sources.get(path) ?? '', line);
  return edits.some((edit) => edit.path === path && overlap(changedLines(edit.before, edit.after), lines));
}

/** The lines of the outermost function around a line; null outside of functions and for what does not parse. */
export function outermostFunction(path: string, text: string, line: number): Lines | null {
  let found: Lines | null = null;
  const take = (lines: Lines): void => {
    if (found === null && lines.from <= line && line <= lines.to) found = lines;
  };
  const python = parsePython(path, text);
  python?.tree.iterate({
    enter: (node) => {
      if (node.name !== 'FunctionDefinition') return true;
      take({ from: pythonLine(python, node), to: pythonLine(python, { from: node.to }) });
      return false;
    },
  });
  const file = python === null ? parseSource(path, text) : null;
  if (file !== null)
    walk(file.program, (node) => {
      if (!isFunction(node)) return true;
      take({ from: positionOf(file, node.start).line, to: positionOf(file, node.end).line });
      return false;
    });
  return found;
}

/** Lines of the text before that are not the same at its start or end. */
export function changedLines(before: string, after: string): Lines {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let from = 0;
  while (from < old.length && old[from] === now[from]) from += 1;
  let kept = 0;
  while (kept < old.length - from && kept < now.length - from && old.at(-1 - kept) === now.at(-1 - kept))
    kept += 1;
  return { from: from + 1, to: Math.max(from + 1, old.length - kept) };
}

export function overlap(left: Lines, right: Lines | null): boolean {
  return right !== null && left.from <= right.to && right.from <= left.to;
}
