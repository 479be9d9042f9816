import type { Node } from 'oxc-parser';
import { bare, isMember, sameText } from './expressions.ts';
import { textOf, type ParsedFile } from './parse-source.ts';
import { ancestorsOf, isFunction, siblingsOf, walk } from './walk.ts';

/** True when a condition on the way to a node, or a check above it that leaves, asks about a value by its text. */
export function isGuarded(node: Node, valueText: string, file: ParsedFile): boolean {
  let at = node;
  for (const parent of ancestorsOf(node)) {
    if (parent.type === 'LogicalExpression' && parent.right === at && asks(parent.left, valueText, file))
      return true;
    if (
      parent.type === 'IfStatement' ||
      parent.type === 'ConditionalExpression' ||
      parent.type === 'WhileStatement'
    )
      if (parent.test !== at && asks(parent.test, valueText, file)) return true;
    if (parent.type === 'BlockStatement' || parent.type === 'SwitchCase') {
      const above = siblingsOf(at).filter((other) => other.end <= at.start);
      if (above.some((other) => leavesWithout(other, valueText, file))) return true;
    }
    if (isFunction(parent)) return false;
    at = parent;
  }
  return false;
}

function leavesWithout(statement: Node, valueText: string, file: ParsedFile): boolean {
  if (statement.type !== 'IfStatement' || statement.alternate !== null) return false;
  const body =
    statement.consequent.type === 'BlockStatement' ? statement.consequent.body : [statement.consequent];
  const last = body.at(-1)?.type ?? '';
  const leaves = ['ReturnStatement', 'ContinueStatement', 'BreakStatement', 'ThrowStatement'].includes(last);
  return leaves && asks(statement.test, valueText, file);
}

/** The value itself is tested, not a member of it. */
function asks(test: Node, valueText: string, file: ParsedFile): boolean {
  let found = false;
  walk(test, (node) => {
    if (found || !(isMember(node) || node.type === 'Identifier')) return !found;
    const { parent } = node;
    const isReadFrom =
      parent !== undefined && parent !== null && isMember(parent) && bare(parent.object) === node;
    found = !isReadFrom && sameText(textOf(file, node), valueText);
    return !found;
  });
  return found;
}
