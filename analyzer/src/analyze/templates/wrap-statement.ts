import type { FixCandidate } from '../diagnosis.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** Does one statement only with the value, and goes on with the rest: the last thing to try. */
export function wrapStatement(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, style } = context;
  if (receiverText === null || statement?.type !== 'ExpressionStatement' || context.usedLater) return null;
  const { file } = access;
  const indent = indentAt(file, statement.start);
  const body = textOf(file, statement).replace(/;$/, '');
  if (body.includes('\n')) return null;
  const test = presentTest(missingTest(context, receiverText), receiverText);
  return candidateOf({
    origin: 'nullish/wrap-statement',
    title: `Do this only with ${code(receiverText)}`,
    description: 'The statements below do not need the value and still run.',
    prior: PRIORS.wrapInIf,
    file,
    edit: (text) => {
      text.update(statement.start, statement.end, guardText(style, indent, { test, body }));
    },
  });
}
