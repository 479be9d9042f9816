import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { ancestorsOf, isFunction } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';
import { PRIORS, STATED_RETURN_BONUS } from './priors.ts';

/** Leaves the loop turn or the function before the statement that needs the value, in the function's own words. */
export function leaveEarly(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, style, owner } = context;
  if (receiverText === null || statement === null || owner === null) return null;
  if (!isKnownBefore(context, statement)) return null;
  const loop = isInLoop(statement);
  const body = loop ? 'continue' : context.empty.text === '' ? 'return' : `return ${context.empty.text}`;
  const indent = indentAt(access.file, statement.start);
  const guard = guardText(style, indent, { test: missingTest(context, receiverText), body });
  return candidateOf({
    origin: loop ? 'nullish/continue-early' : 'nullish/return-early',
    title: loop
      ? `Skip entries without ${code(receiverText)}`
      : `Return early when ${code(receiverText)} is missing`,
    description: `Nothing below can be done without ${code(receiverText)}, so ${loop ? 'the loop goes on with the next entry' : `the function gives ${body === 'return' ? 'nothing' : code(context.empty.text)}`}.`,
    prior: priorOf(context, loop) - (runsConditionally(access.node, statement) ? CONDITIONAL_PENALTY : 0),
    file: access.file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}

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

/** True inside a loop of the function, where leaving means going on with the next entry. */
function isInLoop(statement: Node): boolean {
  for (const ancestor of ancestorsOf(statement)) {
    if (isFunction(ancestor)) return false;
    if (/^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(ancestor.type)) return true;
  }
  return false;
}
