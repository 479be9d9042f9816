import type { FileEdit } from '../../analyze/diagnosis.ts';
import { parseSource, textOf, type ParsedFile } from '../../analyze/syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../../analyze/syntax/walk.ts';

/** The same function in the text a patch gives its file; null when it cannot be told which one it is. */
export function patchedOwner(
  file: ParsedFile,
  owner: FunctionNode,
  edits: readonly FileEdit[],
): { readonly file: ParsedFile; readonly owner: FunctionNode } | null {
  const edit = edits.find(({ path }) => path === file.path);
  if (edit === undefined) return { file, owner };
  const after = parseSource(file.path, edit.after);
  if (after === null) return null;
  const functions: FunctionNode[] = [];
  walk(after.program, (node) => {
    if (isFunction(node)) functions.push(node);
  });
  const { prefix, suffix } = keptEnds(edit);
  const { start, end } = owner;
  const shift = edit.after.length - edit.before.length;
  const moved = (offset: number): number | null =>
    offset <= prefix ? offset : offset >= edit.before.length - suffix ? offset + shift : null;
  const [from, to] = [moved(start), moved(end)];
  const found = functions.find(
    (each) => each.type === owner.type && (each.start === from || (from === null && each.end === to)),
  );
  if (found === undefined || parametersOf(after, found) !== parametersOf(file, owner)) return null;
  return { file: after, owner: found };
}

function parametersOf(file: ParsedFile, { params }: FunctionNode): string {
  return params.map((parameter) => textOf(file, parameter)).join(', ');
}

/** Lengths of the start and end that both texts share. */
function keptEnds({ before, after }: FileEdit): { prefix: number; suffix: number } {
  const most = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < most && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < most - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  return { prefix, suffix };
}
