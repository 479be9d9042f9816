import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { lineOf } from '../syntax/parse-source.ts';
import { ancestorsOf, contains, isFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

type BranchNode = Extract<Node, { type: 'IfStatement' | 'ConditionalExpression' }>;

/** Enters the branch around the use only when the value is there: `if (kind === 'a' && x.parent.key) { … }`. */
export function enclosingGuard(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement } = context;
  const { receiver, file } = access;
  if (receiverText === null || receiver === null || statement === null) return null;
  const around = branchAround(access.node);
  if (around === null || !isKnownIn(around, receiver)) return null;
  const { test } = around;
  const present = presentTest(missingTest(context, receiverText), receiverText);
  return candidateOf({
    origin: 'nullish/enclosing-guard',
    title: `Enter the branch at line ${lineOf(file, around)} only with ${code(receiverText)}`,
    description: `Everything in the branch needs ${code(receiverText)}.`,
    prior: PRIORS.guardCondition - (branchIsLong(around) ? LONG_BRANCH_PENALTY : SHORT_BRANCH_PENALTY),
    file,
    edit: (text) => {
      const wrap =
        test.type === 'ConditionalExpression' ||
        test.type === 'AssignmentExpression' ||
        (test.type === 'LogicalExpression' && test.operator !== '&&');
      if (wrap) text.appendLeft(test.start, '(');
      text.appendRight(test.end, `${wrap ? ')' : ''} && ${present}`);
    },
  });
}

/** Skipping a whole branch is right more seldom the more it does. */
const SHORT_BRANCH_PENALTY = 0.06;
const LONG_BRANCH_PENALTY = 0.2;
const LONG_BRANCH_STATEMENTS = 3;

function branchAround(node: Node): BranchNode | null {
  let at = node;
  for (const ancestor of ancestorsOf(node)) {
    if (isFunction(ancestor) || /^(?:For|While|DoWhile|Switch)/.test(ancestor.type)) return null;
    if (ancestor.type === 'IfStatement' || ancestor.type === 'ConditionalExpression')
      return ancestor.consequent === at ? ancestor : null;
    at = ancestor;
  }
  return null;
}

/** The name must mean the same thing in the condition, and be set before it. */
function isKnownIn(around: BranchNode, receiver: Node): boolean {
  const name = rootName(receiver);
  if (name === null) return receiver.type !== 'CallExpression';
  const binding = resolveBinding(name, receiver);
  if (binding !== null && contains(around, binding.identifier)) return false;
  let isSetInside = false;
  walk(around.consequent, (node) => {
    if (node.type === 'AssignmentExpression' && node.end <= receiver.start)
      isSetInside ||= rootName(node.left) === name;
    return !isSetInside;
  });
  return !isSetInside;
}

function branchIsLong({ consequent }: BranchNode): boolean {
  return consequent.type === 'BlockStatement' && consequent.body.length > LONG_BRANCH_STATEMENTS;
}
