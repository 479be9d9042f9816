import type { Node } from 'oxc-parser';
import { resolveBinding } from '../../analyze/syntax/bindings.ts';
import { bare, isMember, isRepeatable, propertyName } from '../../analyze/syntax/expressions.ts';
import { enclosingFunction, walk } from '../../analyze/syntax/walk.ts';

const COMPARED = new Set(['===', '!==', '==', '!=']);
/** Whether it is one of some, or fits a pattern. */
const MEMBERSHIP = new Set(['includes', 'indexOf', 'has', 'test']);
const TESTED = new Set(['IfStatement', 'ConditionalExpression', 'WhileStatement']);

/**
 * True where the part that is read of a value only says what it is: it is compared with something, or is there or not.
 * `x.type === 'a'`, `switch (x.type)`, `if (x.ready)`, `KINDS.includes(x.type)`, and `const y = x.part; if (y)`.
 */
export function isAskedWhatItIs(accused: Node): boolean {
  const member = outside(accused);
  const { parent } = member;
  if (parent == null || !isMember(parent) || parent.object !== member || propertyName(parent) === null)
    return false;
  return isQuestion(parent) || isKeptForQuestion(parent);
}

/** With the wrappers around it that do nothing. */
function outside(node: Node): Node {
  let at = node;
  while (at.parent != null && at.parent.type !== 'Program' && bare(at.parent) === bare(node)) at = at.parent;
  return at;
}

function isQuestion(part: Node): boolean {
  const at = outside(part);
  const { parent } = at;
  if (parent == null) return false;
  if (parent.type === 'BinaryExpression' && COMPARED.has(parent.operator)) {
    const other = bare(parent.left === at ? parent.right : parent.left);
    return other.type === 'Literal' || isRepeatable(other);
  }
  if (parent.type === 'SwitchStatement') return parent.discriminant === at;
  if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') return isQuestion(parent);
  if (parent.type === 'CallExpression' && parent.arguments.length === 1 && parent.arguments[0] === at) {
    const callee = bare(parent.callee);
    return isMember(callee) && MEMBERSHIP.has(propertyName(callee) ?? '') && isQuestionOrTruth(parent);
  }
  return isTruth(at);
}

function isQuestionOrTruth(node: Node): boolean {
  const at = outside(node);
  const { parent } = at;
  return (parent?.type === 'BinaryExpression' && parent.left === at) || isTruth(at) || isGiven(at);
}

/** `return known.has(x.type);`: yes or no is what the function gives. */
function isGiven(node: Node): boolean {
  let at = outside(node);
  while (at.parent?.type === 'LogicalExpression') at = outside(at.parent);
  return at.parent?.type === 'ReturnStatement' || at.parent?.type === 'ArrowFunctionExpression';
}

/** Whether it is there is all that counts. */
function isTruth(node: Node): boolean {
  let at = outside(node);
  for (;;) {
    const { parent } = at;
    if (parent == null) return false;
    if (parent.type === 'UnaryExpression' && parent.operator === '!') return true;
    if (parent.type === 'ExpressionStatement') return at !== node;
    if (TESTED.has(parent.type) && 'test' in parent) return parent.test === at;
    if (parent.type !== 'LogicalExpression') return false;
    at = outside(parent);
  }
}

/** `const y = x.part;` and the first that is done with y is to look whether it is there. */
function isKeptForQuestion(part: Node): boolean {
  const at = outside(part);
  const name = keptAs(at);
  const owner = enclosingFunction(at);
  if (name === null || owner === null) return false;
  const uses: Node[] = [];
  walk(owner, (node) => {
    if (node.type !== 'Identifier' || node.name !== name.name || node.start <= at.end) return;
    if (resolveBinding(node.name, node)?.identifier === name.binding) uses.push(node);
  });
  const [first] = uses.toSorted((left, right) => left.start - right.start);
  return first !== undefined && (isTruth(first) || isQuestion(first));
}

function keptAs(value: Node): { readonly name: string; readonly binding: Node } | null {
  const { parent } = value;
  const target =
    parent?.type === 'VariableDeclarator' && parent.init === value
      ? parent.id
      : parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.right === value
        ? parent.left
        : null;
  if (target?.type !== 'Identifier') return null;
  const binding = resolveBinding(target.name, value);
  return binding === null ? null : { name: target.name, binding: binding.identifier };
}
