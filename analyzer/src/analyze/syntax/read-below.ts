import type { Node } from 'oxc-parser';
import { resolveBinding } from './bindings.ts';
import { bare, isMember } from './expressions.ts';
import { isGuarded } from './guards.ts';
import type { ParsedFile } from './parse-source.ts';
import { enclosingFunction, walk } from './walk.ts';

/** True when the function below a declaration reads from the declared name as if it were always there. */
export function isReadBelow(declarator: Node, file: ParsedFile): boolean {
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return false;
  const { id, end } = declarator;
  const where = enclosingFunction(declarator)?.body ?? file.program;
  return isReadFrom(where, { name: id.name, binding: id, after: end }, file);
}

/** True when a part of the program reads from a name as if it were always there, behind an offset of the file. */
export function isReadFrom(
  where: Node,
  { name, binding, after }: { readonly name: string; readonly binding: Node | null; readonly after: number },
  file: ParsedFile,
): boolean {
  let isRead = false;
  walk(where, (node) => {
    if (isMember(node) && !node.optional && node.start > after) {
      const object = bare(node.object);
      isRead ||=
        object.type === 'Identifier' &&
        object.name === name &&
        (resolveBinding(name, object)?.identifier ?? null) === binding &&
        !isGuarded(node, name, file);
    }
    return !isRead;
  });
  return isRead;
}
