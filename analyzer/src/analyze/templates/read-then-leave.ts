import type { MagicString } from 'magic-string';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { chainTop, isMember, isWritten } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { textOf } from '../syntax/parse-source.ts';
import { isReadBelow } from '../syntax/read-below.ts';
import { ancestorsOf } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { exitFrom } from './leave-early.ts';
import type { NullishContext } from './nullish-context.ts';

/** As likely as leaving before the statement, where that is possible; it is mostly not where this one is. */
const PRIOR = 0.3;

/**
 * `const name = a ? find(x).name : b` and a later `name.length`: the value is read through what is missing, and the
 * function leaves when nothing came of it. For reads that only some ways come through, so that no guard before them fits.
 */
export function readThenLeave(context: NullishContext): FixCandidate | null {
  const { access, statement, style, owner, empty } = context;
  const kept = canReadSafely(context) ? keptName(context) : null;
  if (kept === null || statement === null || owner === null) return null;
  const { file } = access;
  const indent = indentAt(file, statement.start);
  const guard = guardText(style, indent, { test: `!${kept}`, body: exitFrom(statement, empty.text) });
  return candidateOf({
    origin: 'nullish/read-then-leave',
    title: `Leave when nothing came of ${code(kept)}`,
    description: `Everything below needs ${code(kept)}, and one of the ways to it can give nothing.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      readSafely(text, context);
      text.appendRight(statement.end, `${style.newline}${indent}${guard}`);
    },
  });
}

/** The variable that gets the value of the access, where it comes over a branch and is read from below. */
function keptName({ access, statement }: NullishContext): string | null {
  const { node, receiver, file } = access;
  if (!isMember(node) || node.optional || receiver === null || isWritten(node)) return null;
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null;
  const [declarator] = statement.declarations;
  if (declarator?.id.type !== 'Identifier' || declarator.init === null) return null;
  if (!isBranchOf(chainTop(node), declarator.init)) return null;
  return isReadBelow(declarator, file) ? declarator.id.name : null;
}

/** True when a value becomes the value of the whole in some of its branches, and not in all. */
function isBranchOf(value: Node, whole: Node): boolean {
  let at = value;
  for (const parent of ancestorsOf(value)) {
    if (at === whole) return at !== value;
    const hands =
      parent.type === 'ParenthesizedExpression' ||
      (parent.type === 'ConditionalExpression' && parent.test !== at) ||
      (parent.type === 'LogicalExpression' && (parent.right === at || parent.operator !== '&&'));
    if (!hands) return false;
    at = parent;
  }
  return false;
}

/** What is called on the result of a call cannot be left out without making the call twice. */
function canReadSafely({ access, optionalChaining, receiverText }: NullishContext): boolean {
  return optionalChaining || receiverText !== null || chainTop(access.node) === access.node;
}

function readSafely(text: MagicString, { access, optionalChaining, receiverText }: NullishContext): void {
  const { node, file } = access;
  if (!isMember(node)) return;
  const top = chainTop(node);
  if (optionalChaining) text.appendLeft(node.object.end, node.computed ? '?.' : '?');
  else if (receiverText !== null)
    text.update(top.start, top.end, `(${receiverText} && ${textOf(file, top)})`);
  else {
    text.appendLeft(node.object.start, '(');
    text.appendRight(node.object.end, ' || {})');
  }
}
