import type { MemberExpression } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { chainTop, isMember, isRepeatable, isWritten } from '../syntax/expressions.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

const PRIOR = 0.13;

/** `a.b.c.d` with a missing `b` -> `a.b && a.b.c && a.b.c.d`: where one step can be missing, so can the next. */
export function wholeChain(context: NullishContext): FixCandidate | null {
  const { access, optionalChaining } = context;
  const { file, node } = access;
  if (!isMember(node) || isWritten(node)) return null;
  const steps = stepsFrom(node);
  const last = steps.at(-1);
  if (last === undefined || steps.length < 2 || !steps.every(({ object }) => isRepeatable(object)))
    return null;
  const top = chainTop(last);
  if (isWritten(last) || isWritten(top) || top.parent?.type === 'NewExpression') return null;
  const isStatement = top.parent?.type === 'ExpressionStatement';
  return candidateOf({
    origin: 'nullish/whole-chain',
    title: `Check each step of ${code(textOf(file, last))}`,
    description: 'Where one step is missing, the next ones can be as well.',
    prior: PRIOR,
    file,
    edit: (text) => {
      if (optionalChaining) {
        for (const step of steps) text.appendLeft(step.object.end, step.computed ? '?.' : '?');
        return;
      }
      const checks = steps.map(({ object }) => textOf(file, object)).join(' && ');
      text.appendLeft(top.start, isStatement ? `if (${checks}) ` : `(${checks} && `);
      if (!isStatement) text.appendRight(top.end, ')');
    },
  });
}

/** The access and the members read from its result; a call ends them. */
function stepsFrom(node: MemberExpression): MemberExpression[] {
  const steps = [node];
  for (let at = node; at.parent && isMember(at.parent) && at.parent.object === at; at = at.parent)
    if (!at.parent.optional) steps.push(at.parent);
  return steps;
}
