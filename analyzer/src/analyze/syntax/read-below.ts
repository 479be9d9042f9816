import type { Node } from 'oxc-parser';
import { resolveBinding } from './bindings.ts';
import { bare, isMember } from './expressions.ts';
import { isGuarded } from './guards.ts';
import type { ParsedFile } from './parse-source.ts';
import { enclosingFunction, walk } from './walk.ts';

/** True when the function below a declaration reads from the declared name as if it were always there. */
export function isReadBelow(declarator: Node, file: ParsedFile): boolean {
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return false;
  const { id } = declarator;
  let isRead = false;
  walk(enclosingFunction(declarator)?.body ?? file.program, (node) => {
    if (isMember(node) && !node.optional && node.start > declarator.end) {
      const object = bare(node.object);
      isRead ||=
        object.type === 'Identifier' &&
        object.name === id.name &&
        resolveBinding(id.name, object)?.identifier === id &&
        !isGuarded(node, id.name, file);
    }
    return !isRead;
  });
  return isRead;
}
