import type { FixCandidate } from '../diagnosis.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** Positions where the result of a call is kept or handed on. */
const VALUE_PLACES = new Set(['VariableDeclarator', 'AssignmentExpression', 'ReturnStatement', 'Property']);

/** `const label = nameOf(user.team)` -> `user.team && nameOf(user.team)`: no call without what it needs. */
export function guardCall(context: NullishContext): FixCandidate | null {
  const { access, receiverText } = context;
  const { node, file } = access;
  if (receiverText === null || node.type !== 'CallExpression') return null;
  if (!VALUE_PLACES.has(node.parent?.type ?? '')) return null;
  const present = presentTest(missingTest(context, receiverText), receiverText);
  return candidateOf({
    origin: 'nullish/guard-call',
    title: `Call ${code(textOf(file, node.callee))} only with ${code(receiverText)}`,
    description: 'Without it there is no result either.',
    prior: PRIORS.optionalChain - (context.usedLater ? 0.15 : 0),
    file,
    edit: (text) => {
      text.appendLeft(node.start, `${present} && `);
    },
  });
}
