import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { isReadFrom } from '../syntax/read-below.ts';
import { ancestorsOf, isFunction, isStatementList, siblingsOf } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { guardOperand, operandOf } from './guard-condition.ts';
import { exitFrom } from './leave-early.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';

/** The guard of the loop alone only moves the crash behind it. */
const PRIOR = 0.44;

/**
 * `while (node.type !== 'A') node = node.parent;` and a `node.id` behind it: the loop ends where there is nothing more,
 * and so does the function.
 */
export function loopAndLeave(context: NullishContext): FixCandidate | null {
  const { access, receiverText, style, owner, empty } = context;
  const { file, node, receiver } = access;
  if (receiverText === null || receiver?.type !== 'Identifier' || owner === null) return null;
  const loop = loopTestedBy(node);
  const operand = operandOf(node, file);
  if (loop === null || operand === null || !isStatementList(loop.parent ?? loop)) return null;
  const binding = resolveBinding(receiver.name, receiver)?.identifier ?? null;
  const below = { name: receiver.name, binding, after: loop.start };
  if (!siblingsOf(loop).some((other) => other.start >= loop.end && isReadFrom(other, below, file)))
    return null;
  const missing = missingTest(context, receiverText);
  const indent = indentAt(file, loop.start);
  const guard = guardText(style, indent, { test: missing, body: exitFrom(loop, empty.text) });
  return candidateOf({
    origin: 'nullish/loop-and-leave',
    title: `End the loop without ${code(receiverText)}, and leave`,
    description: `The loop can run out of values, and what follows needs ${code(receiverText)}.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      guardOperand(text, operand, { missing, receiverText, isMetWithout: false });
      text.appendRight(loop.end, `${style.newline}${indent}${guard}`);
    },
  });
}

function loopTestedBy(access: Node): Node | null {
  let at = access;
  for (const parent of ancestorsOf(access)) {
    if (parent.type === 'WhileStatement') return parent.test === at ? parent : null;
    if (isFunction(parent) || parent.type.endsWith('Statement')) return null;
    at = parent;
  }
  return null;
}
