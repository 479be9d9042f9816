import type { FixCandidate } from '../diagnosis.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { textOf } from '../syntax/parse-source.ts';
import { siblingsOf } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** Others follow, which leaving early would skip. */
const GOES_ON_PRIOR = 0.1;

/** Does one statement only with the value, and goes on with the rest: the last thing to try. */
export function wrapStatement(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement, style } = context;
  if (receiverText === null || statement?.type !== 'ExpressionStatement' || context.usedLater) return null;
  const { file } = access;
  const indent = indentAt(file, statement.start);
  const lines = textOf(file, statement).replace(/;$/, '');
  // Line breaks inside of a text must stay as they are.
  if (lines.includes('\n') && lines.includes('`')) return null;
  const isLong = lines.includes('\n');
  const body = lines.replaceAll(/\n(?=[ \t])/g, `\n${style.unit}`);
  const test = presentTest(missingTest(context, receiverText), receiverText);
  return candidateOf({
    origin: 'nullish/wrap-statement',
    title: `Do this only with ${code(receiverText)}`,
    description: 'The statements below do not need the value and still run.',
    prior: siblingsOf(statement).at(-1) === statement ? PRIORS.wrapInIf : GOES_ON_PRIOR,
    file,
    edit: (text) => {
      const braced = isLong ? { ...style, bareGuards: false } : style;
      text.update(statement.start, statement.end, guardText(braced, indent, { test, body }));
    },
  });
}
