import type { MemberExpression, Node } from 'oxc-parser';
import { keyName } from './patterns.ts';
import { ancestorsOf } from './walk.ts';

/** The expression without wrappers that do nothing when the program runs. */
export function bare(node: Node): Node {
  let at = node;
  for (;;) {
    if (at.type === 'ChainExpression' || at.type === 'ParenthesizedExpression') at = at.expression;
    else if (at.type === 'TSNonNullExpression' || at.type === 'TSAsExpression') at = at.expression;
    else if (at.type === 'TSSatisfiesExpression' || at.type === 'TSTypeAssertion') at = at.expression;
    else return at;
  }
}

export function isMember(node: Node): node is MemberExpression {
  return node.type === 'MemberExpression';
}

/** Name of the property a member expression reads; null when it is computed. */
export function propertyName(member: MemberExpression): string | null {
  const name = keyName(member.property, member.computed);
  return name === '[]' ? null : name;
}

/** True when evaluating the expression twice gives the same and changes nothing: names, `this`, and members of them. */
export function isRepeatable(node: Node): boolean {
  const at = bare(node);
  if (at.type === 'Identifier' || at.type === 'ThisExpression' || at.type === 'Super') return true;
  if (!isMember(at)) return false;
  if (!isRepeatable(at.object)) return false;
  return !at.computed || at.property.type === 'Literal' || isRepeatable(at.property);
}

/** The name an expression starts with: `a` of `a.b[0].c()`. */
export function rootName(node: Node): string | null {
  let at = bare(node);
  for (;;) {
    if (at.type === 'Identifier') return at.name;
    if (isMember(at)) at = bare(at.object);
    else if (at.type === 'CallExpression') at = bare(at.callee);
    else return null;
  }
}

/** The whole chain a member stands in: `a.b.c()` for the member `a.b`. */
export function chainTop(node: Node): Node {
  let top = node;
  for (const parent of ancestorsOf(node)) {
    if (isMember(parent) && parent.object === top) top = parent;
    else if (parent.type === 'CallExpression' && parent.callee === top) top = parent;
    else if (parent.type === 'TSNonNullExpression' || parent.type === 'ChainExpression') top = parent;
    else break;
  }
  return top;
}

/** True when the node is written to, where optional chaining is a syntax error. */
export function isWritten(node: Node): boolean {
  const { parent } = node;
  if (parent === undefined || parent === null) return false;
  if (parent.type === 'AssignmentExpression') return parent.left === node;
  if (parent.type === 'UpdateExpression') return true;
  if (parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') return parent.left === node;
  return false;
}

/** Two expressions with the same text, spaces aside. */
export function sameText(left: string, right: string): boolean {
  return left.replaceAll(/\s+/g, '') === right.replaceAll(/\s+/g, '');
}
