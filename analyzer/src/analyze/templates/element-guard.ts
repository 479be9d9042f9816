import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { indentAt } from '../syntax/file-style.ts';
import { textOf } from '../syntax/parse-source.ts';
import { siblingsOf } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { leaveEarly } from './leave-early.ts';
import type { NullishContext } from './nullish-context.ts';

/** Above all general templates: a page without the element is normal, and skipping it is what people write. */
const PRIOR = 0.55;

/** Lets a page go without an element: leave when nothing else is left to do, else skip the one statement. */
export function elementGuard(context: NullishContext): FixCandidate | null {
  const { access, origin, statement, receiverText } = context;
  if (origin.kind !== 'dom' || statement === null || access.receiver === null) return null;
  if (receiverText === null) return elementIntoVariable(context);
  const rest = siblingsOf(statement).filter((other) => other.start > statement.start);
  const onlyElement = rest.every((other) => textOf(access.file, other).includes(receiverText));
  if (onlyElement) {
    const guard = leaveEarly(context);
    return guard === null ? null : { ...guard, origin: 'nullish/element-guard', prior: PRIOR };
  }
  if (statement.type !== 'ExpressionStatement') return null;
  return candidateOf({
    origin: 'nullish/element-guard',
    title: `Skip the update when ${code(receiverText)} is not on the page`,
    description: 'Pages that do not show the element go on with the rest.',
    prior: PRIOR,
    file: access.file,
    edit: (text) => {
      text.appendLeft(statement.start, `if (${receiverText}) `);
    },
  });
}

/** `document.querySelector('#a').textContent = x` needs a name to be checked. */
function elementIntoVariable({ access, statement, style }: NullishContext): FixCandidate | null {
  const { file, receiver } = access;
  if (statement?.type !== 'ExpressionStatement' || receiver === null) return null;
  if (statement.expression.type !== 'AssignmentExpression') return null;
  const name = ['element', 'target', 'pageElement'].find((word) => resolveBinding(word, statement) === null);
  if (name === undefined) return null;
  const found = textOf(file, receiver);
  const indent = indentAt(file, statement.start);
  return candidateOf({
    origin: 'nullish/element-guard',
    title: `Skip the update when ${code(found)} finds nothing`,
    description: 'Pages that do not show the element go on with the rest.',
    prior: PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(
        statement.start,
        `const ${name} = ${found}${style.end}${style.newline}${indent}if (${name}) `,
      );
      text.update(receiver.start, receiver.end, name);
    },
  });
}
