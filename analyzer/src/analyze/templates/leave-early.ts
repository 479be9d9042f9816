import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { asksOfEvery } from '../syntax/function-facts.ts';
import { ancestorsOf, isFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';
import { PRIORS, STATED_RETURN_BONUS } from './priors.ts';

/** Leaves the loop turn or the function before the statement that needs the value, in the function's own words. */
export function leaveEarly(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, style, owner } = context;
  if (receiverText === null || statement === null || owner === null) return null;
  if (!isKnownBefore(context, statement) || isSetInLoop(context, statement)) return null;
  const loop = loopAround(statement);
  const body = exitFrom(statement, context.empty.text);
  const indent = indentAt(access.file, statement.start);
  const guard = guardText(style, indent, { test: missingTest(context, receiverText), body });
  return candidateOf({
    origin: loop === null ? 'nullish/return-early' : `nullish/${body}-early`,
    title:
      loop !== null
        ? `Skip entries without ${code(receiverText)}`
        : `Return early when ${code(receiverText)} is missing`,
    description: `Nothing below can be done without ${code(receiverText)}, so ${loop !== null ? `the loop ${isCounted(loop) ? 'goes on with the next entry' : 'ends'}` : `the function gives ${body === 'return' ? 'nothing' : code(context.empty.text)}`}.`,
    prior:
      priorOf(context, loop !== null) - (runsConditionally(access.node, statement) ? CONDITIONAL_PENALTY : 0),
    file: access.file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}

/** How a statement is left without the rest of its turn, or of its function, which gives `empty` then. */
export function exitFrom(statement: Node, empty: string): string {
  const loop = loopAround(statement);
  // `continue` in a `while` may skip the step that ends it.
  if (loop !== null) return isCounted(loop) ? 'continue' : 'break';
  return empty === '' ? 'return' : `return ${empty}`;
}

/** A function that answers yes or no may mean the other one for a missing value. */
export function otherAnswer(context: NullishContext): FixCandidate | null {
  const other = context.empty.text === 'false' ? 'true' : context.empty.text === 'true' ? 'false' : null;
  if (other === null) return null;
  const candidate = leaveEarly({ ...context, empty: { text: other, from: 'guessed' } });
  if (candidate?.origin !== 'nullish/return-early') return null;
  const asked = other === 'true' && context.owner !== null && asksOfEvery(context.owner);
  const prior = asked ? EVERY_ELEMENT_PRIOR : OTHER_ANSWER_PRIOR;
  return { ...candidate, origin: 'nullish/return-other', prior };
}

const OTHER_ANSWER_PRIOR = 0.09;
const EVERY_ELEMENT_PRIOR = 0.2;

/** A guard before the statement runs where the access would not have run: it may skip work or fail itself. */
const CONDITIONAL_PENALTY = 0.25;

function priorOf(context: NullishContext, loop: boolean): number {
  if (loop) return PRIORS.continueEarly;
  const { from, text } = context.empty;
  const stated = from === 'stated' && text !== '';
  const bonus =
    (stated ? STATED_RETURN_BONUS : from === 'inferred' ? 0.12 : 0) + (context.usedLater ? 0.15 : 0);
  return PRIORS.returnEarly + bonus;
}

/** The value must be in scope before the statement: a name the statement itself declares is not. */
function isKnownBefore(context: NullishContext, statement: Node): boolean {
  const { receiver } = context.access;
  const name = receiver === null ? null : rootName(receiver);
  if (name === null || receiver === null) return true;
  const binding = resolveBinding(name, receiver);
  if (binding === null) return true;
  const { identifier } = binding;
  return !(identifier.start >= statement.start && identifier.end <= statement.end);
}

/** `while (node.type) node = next(node)`: a check before the loop is too early. */
function isSetInLoop({ access }: NullishContext, statement: Node): boolean {
  if (!/^(?:For|While|DoWhile)Statement$/.test(statement.type) || access.receiver === null) return false;
  const root = rootName(access.receiver);
  let isSet = false;
  walk(statement, (node) => {
    if (node.type === 'AssignmentExpression' && rootName(node.left) === root) isSet = true;
    return !isSet;
  });
  return isSet;
}

/** The loop of the function around a statement, where leaving means going on with the next entry. */
function loopAround(statement: Node): Node | null {
  for (const ancestor of ancestorsOf(statement)) {
    if (isFunction(ancestor)) return null;
    if (/^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(ancestor.type)) return ancestor;
  }
  return null;
}

/** Loops that advance by themselves. */
function isCounted(loop: Node): boolean {
  if (loop.type === 'ForStatement') return loop.update !== null;
  return loop.type === 'ForOfStatement' || loop.type === 'ForInStatement';
}
