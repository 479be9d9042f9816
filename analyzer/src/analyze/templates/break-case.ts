import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { contains, enclosingFunction } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';

/** Above leaving the whole function: what stands after the switch was written for every case. */
const PRIOR = 0.2;

/** Leaves the case of a switch, where the function goes on after it. */
export function breakCase(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, style } = context;
  const { file, receiver } = access;
  if (receiverText === null || receiver === null || statement?.parent?.type !== 'SwitchCase') return null;
  const around = statement.parent.parent;
  if (around === undefined || around === null || !goesOnAfter(around)) return null;
  const name = rootName(receiver);
  const binding = name === null ? null : resolveBinding(name, receiver);
  if (binding !== null && contains(statement, binding.identifier)) return null;
  const guard = guardText(style, indentAt(file, statement.start), {
    test: missingTest(context, receiverText),
    body: 'break',
  });
  return candidateOf({
    origin: 'nullish/break-case',
    title: `Leave the case when ${code(receiverText)} is missing`,
    description: `Nothing of the case can be done without ${code(receiverText)}; what follows the switch still is.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indentAt(file, statement.start)}`);
    },
  });
}

function goesOnAfter(around: Node): boolean {
  const body = enclosingFunction(around)?.body;
  return body?.type === 'BlockStatement' && body.body.at(-1) !== around;
}
