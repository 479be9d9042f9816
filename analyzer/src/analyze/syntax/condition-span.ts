import type { Node } from 'oxc-parser';
import { ancestorsOf, isFunction } from './walk.ts';

/**
 * Where a guard in the condition of an access protects: to the end of its `&&` chain, and into the branch that chain
 * leads to. Null when the access stands in no condition.
 */
export function protectedSpan(access: Node): { start: number; end: number } | null {
  let end: number | null = null;
  let at = access;
  for (const parent of ancestorsOf(access)) {
    if (isFunction(parent)) break;
    if (parent.type === 'LogicalExpression' && parent.operator === '&&') end = parent.end;
    else if (
      (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') &&
      parent.test === at
    ) {
      end = parent.consequent.end;
      break;
    } else if (parent.type === 'WhileStatement' && parent.test === at) {
      end = parent.end;
      break;
    } else if (parent.type === 'LogicalExpression' || parent.type.endsWith('Statement')) break;
    at = parent;
  }
  return end === null ? null : { start: access.end, end };
}

/** True when the access only runs after something before it in the same statement was tested. */
export function runsConditionally(access: Node, statement: Node): boolean {
  let at = access;
  for (const parent of ancestorsOf(access)) {
    if (parent.type === 'LogicalExpression' && parent.right === at) return true;
    if (parent.type === 'ConditionalExpression' && parent.test !== at) return true;
    if (at === statement) return false;
    at = parent;
  }
  return false;
}
