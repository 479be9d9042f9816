import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, sameText } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { lineOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';
import { NEIGHBOUR_BONUS, PRIORS } from './priors.ts';

/** Guards the value as the same file guards the result of the same call elsewhere. */
export function neighbourGuard(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, origin, style } = context;
  if (receiverText === null || statement === null || origin.call?.type !== 'CallExpression') return null;
  if (bare(access.receiver ?? access.node).type !== 'Identifier') return null;
  const exit = exitAfter(textOf(access.file, origin.call.callee), access.file, access.node);
  if (exit === null || !fitsOwner(exit, context)) return null;
  const indent = indentAt(access.file, statement.start);
  const body = textOf(access.file, exit).replace(/;$/, '');
  const guard = guardText(style, indent, { test: missingTest(context, receiverText), body });
  return candidateOf({
    origin: 'nullish/neighbour-guard',
    title: `Guard ${code(receiverText)} as line ${lineOf(access.file, exit)} does`,
    description: `The result of ${code(textOf(access.file, origin.call.callee))} is already guarded at line ${lineOf(access.file, exit)} of this file; the same is missing here.`,
    prior: PRIORS.guardNegated + NEIGHBOUR_BONUS,
    file: access.file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}

/** The statement that leaves when the result of the same call is missing. */
function exitAfter(calleeText: string, file: ParsedFile, at: Node): Node | null {
  let found: Node | null = null;
  walk(file.program, (node) => {
    if (found !== null || node.type !== 'IfStatement' || node.alternate !== null) return;
    const guarded = guardedName(node.test);
    if (guarded === null) return;
    const binding = resolveBinding(guarded, node.test);
    if (binding?.kind !== 'variable' || binding.init === null) return;
    const init = bare(binding.init);
    const call = init.type === 'AwaitExpression' ? bare(init.argument) : init;
    if (call.type !== 'CallExpression' || !sameText(textOf(file, call.callee), calleeText)) return;
    const exit = node.consequent.type === 'BlockStatement' ? node.consequent.body : [node.consequent];
    const [only] = exit;
    if (exit.length === 1 && only !== undefined && isExit(only) && meansTheSame(only, at)) found = only;
  });
  return found;
}

/** `!name`, `name === undefined`, `name == null`. */
function guardedName(test: Node): string | null {
  if (test.type === 'UnaryExpression' && test.operator === '!' && test.argument.type === 'Identifier')
    return test.argument.name;
  if (test.type !== 'BinaryExpression' || !['==', '==='].includes(test.operator)) return null;
  const right = bare(test.right);
  const empty =
    (right.type === 'Identifier' && right.name === 'undefined') ||
    (right.type === 'Literal' && right.value === null);
  return empty && test.left.type === 'Identifier' ? test.left.name : null;
}

function isExit(node: Node): boolean {
  return node.type === 'ReturnStatement' || node.type === 'ThrowStatement';
}

/** Every name in the copied statement must be the same thing at the new place. */
function meansTheSame(exit: Node, at: Node): boolean {
  let same = true;
  walk(exit, (node) => {
    if (node.type !== 'Identifier') return;
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
    if (parent?.type === 'Property' && parent.key === node && !parent.shorthand) return;
    if (resolveBinding(node.name, exit)?.identifier !== resolveBinding(node.name, at)?.identifier)
      same = false;
  });
  return same;
}

/** A copied `return 0` only fits a function that itself returns 0, or one that says nothing about its results. */
function fitsOwner(exit: Node, context: NullishContext): boolean {
  if (exit.type !== 'ReturnStatement') return enclosingFunction(context.access.node) !== null;
  const returned = exit.argument === null ? '' : textOf(context.access.file, exit.argument);
  return returned === context.empty.text || context.empty.from === 'guessed';
}
