import type { MagicString } from 'magic-string';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember, isWritten, propertyName, sameText } from '../syntax/expressions.ts';
import { emptyOfKind } from '../syntax/function-facts.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { ancestorsOf, isFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';
import { PRIORS, STATED_RETURN_BONUS, USED_LATER_PENALTY } from './priors.ts';

/** The operand of a condition in which the access stands, and what the condition decides. */
export type Operand = {
  readonly node: Node;
  readonly test: Node;
  /** `leaves` when a true condition only leaves the function or loop with nothing. */
  readonly effect: 'leaves' | 'continues' | 'value';
  readonly parentOperator: '&&' | '||' | null;
};

/** Guards the value inside the condition that reads it: `x && x.kind === 'a'`, or `!x || x.size < 1` before leaving. */
export function guardCondition(context: NullishContext): FixCandidate | null {
  const { access, receiverText } = context;
  if (receiverText === null || isWritten(access.node)) return null;
  const found = operandOf(access.node, access.file);
  if (found === null) return null;
  const isEmptyTest = asksForNothing(found.node, access.node);
  const whole = !isEmptyTest && readsAgain(found, access);
  const operand = whole ? { ...found, node: found.test, parentOperator: null } : found;
  const leaves = operand.effect === 'leaves' || isEmptyTest;
  const missing = missingTest(context, receiverText);
  return candidateOf({
    origin: 'nullish/guard-condition',
    title:
      leaves && !isEmptyTest
        ? `Leave when ${code(receiverText)} is missing`
        : `Check ${code(receiverText)} in the condition`,
    description: `The condition reads ${code(receiverText)} without checking that there is one.`,
    prior: whole ? PRIORS.guardCondition : priorOf(context, operand.effect === 'leaves', isEmptyTest),
    file: access.file,
    edit: (text) => {
      guardOperand(text, operand, { missing, receiverText, isMetWithout: leaves });
    },
  });
}

/** Puts the guard before an operand: with the value missing the condition is met, or it is not. */
export function guardOperand(
  text: MagicString,
  { node, parentOperator }: Pick<Operand, 'node' | 'parentOperator'>,
  guard: { readonly missing: string; readonly receiverText: string; readonly isMetWithout: boolean },
): void {
  const { missing, receiverText, isMetWithout } = guard;
  const before = isMetWithout ? `${missing} || ` : `${presentTest(missing, receiverText)} && `;
  const wrap = isMetWithout ? parentOperator === '&&' : parentOperator === '||';
  const nested = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression';
  text.appendLeft(node.start, `${wrap ? '(' : ''}${before}${nested ? '(' : ''}`);
  text.appendRight(node.end, `${nested ? ')' : ''}${wrap ? ')' : ''}`);
}

/** `!list.length`, `list.length === 0`: a list that is not there has nothing in it either. */
export function asksForNothing(operand: Node, access: Node): boolean {
  const node = bare(operand);
  if (!isMember(access) || !['length', 'size'].includes(propertyName(access) ?? '')) return false;
  if (node.type === 'UnaryExpression') return node.operator === '!' && bare(node.argument) === access;
  if (node.type !== 'BinaryExpression' || bare(node.left) !== access) return false;
  const limit = node.right.type === 'Literal' ? node.right.value : null;
  return (/^={2,3}$/.test(node.operator) && limit === 0) || (node.operator === '<' && limit === 1);
}

/** Another part of an `||` reads the same value: then only a guard before all of them helps. */
function readsAgain(operand: Operand, access: NullishContext['access']): boolean {
  if (operand.parentOperator !== '||' || operand.effect === 'leaves' || access.receiver === null)
    return false;
  const wanted = textOf(access.file, access.receiver);
  let again = false;
  walk(operand.test, (node) => {
    if (node === operand.node) return false;
    if (isMember(node) && !node.optional) again ||= sameText(textOf(access.file, bare(node.object)), wanted);
    return !again;
  });
  return again;
}

function priorOf(context: NullishContext, leaves: boolean, isEmptyTest: boolean): number {
  if (leaves) return PRIORS.guardNegated + STATED_RETURN_BONUS;
  if (isEmptyTest) return PRIORS.guardCondition + EMPTY_TEST_BONUS;
  const plain = context.optionalChaining ? 0 : PLAIN_GUARD_BONUS;
  return PRIORS.guardCondition + plain - (context.usedBeyondCondition ? USED_LATER_PENALTY : 0);
}

/** Without `?.` a guard of the whole comparison reads better than one inside of it, and mostly means the same. */
const PLAIN_GUARD_BONUS = 0.02;
/** The condition says itself what it does with nothing. */
const EMPTY_TEST_BONUS = 0.1;

export function operandOf(access: Node, file: ParsedFile): Operand | null {
  let at: Node = access;
  let operand: Node | null = null;
  let parentOperator: Operand['parentOperator'] = null;
  for (const parent of ancestorsOf(access)) {
    if (parent.type === 'LogicalExpression' && parent.operator !== '??') {
      operand ??= at;
      if (operand === at) parentOperator = parent.operator;
    } else if (parent.type === 'IfStatement' && parent.test === at) {
      const effect =
        parent.alternate === null && leavesWithNothing(parent.consequent, file) ? 'leaves' : 'continues';
      return { node: operand ?? at, test: at, effect, parentOperator };
    } else if (
      (parent.type === 'WhileStatement' || parent.type === 'ConditionalExpression') &&
      parent.test === at
    ) {
      return { node: operand ?? at, test: at, effect: 'value', parentOperator };
    } else if (operand !== null && parentOperator === '&&' && isStored(parent, at)) {
      return { node: operand, test: at, effect: 'value', parentOperator };
    } else if (isTruthResult(parent, at)) {
      return { node: operand ?? at, test: at, effect: 'value', parentOperator };
    }
    if (isFunction(parent) || parent.type.endsWith('Statement')) return null;
    // Negation turns the meaning of a guard around; leave those to other templates.
    if (parent.type === 'UnaryExpression' && parent.operator === '!' && operand !== null) return null;
    at = parent;
  }
  return null;
}

/** `const tags = x.kind === 'a' && …` */
function isStored(parent: Node, at: Node): boolean {
  if (parent.type === 'VariableDeclarator') return parent.init === at;
  if (parent.type === 'AssignmentExpression') return parent.right === at;
  return parent.type === 'ReturnStatement' || parent.type === 'Property';
}

/** `return x.kind === 'a'` and `(x) => x.kind === 'a'` decide, although no `if` is near. */
function isTruthResult(parent: Node, at: Node): boolean {
  const isResult =
    (parent.type === 'ReturnStatement' && parent.argument === at) ||
    (parent.type === 'ArrowFunctionExpression' && parent.body === at);
  return isResult && emptyOfKind(bare(at)) === 'false';
}

function leavesWithNothing(consequent: Node, file: ParsedFile): boolean {
  const statements = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  const [only] = statements;
  if (statements.length !== 1 || only === undefined) return false;
  if (only.type === 'ContinueStatement' || only.type === 'ThrowStatement') return true;
  if (only.type !== 'ReturnStatement') return false;
  if (only.argument === null) return true;
  return ['0', "''", '""', '[]', '{}', 'null', 'false', 'undefined'].includes(textOf(file, only.argument));
}
