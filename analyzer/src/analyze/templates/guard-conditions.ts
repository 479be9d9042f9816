import type { FixCandidate } from '../diagnosis.ts';
import { bare, isWritten, sameText } from '../syntax/expressions.ts';
import { asksOfEvery } from '../syntax/function-facts.ts';
import { textOf } from '../syntax/parse-source.ts';
import { contains, enclosingFunction } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { unguarded } from './every-use.ts';
import { asksForNothing, guardOperand, operandOf } from './guard-condition.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';

const EVERY_PRIOR = 0.15;
/** Elements that are not there mostly do not count. */
const EVERY_ELEMENT_PRIOR = 0.3;
/** More than this is no small patch any more. */
const CONDITIONS_MAX = 5;

/** Guards the value in every condition of the function that reads it without a check: the other ones crash next. */
export function guardEveryCondition(context: NullishContext): FixCandidate | null {
  const { access, receiverText, owner } = context;
  if (receiverText === null || !owner?.body) return null;
  const operands = unguarded(context, owner.body.start, owner.body.end)
    .filter(
      (use) =>
        !isWritten(use) &&
        sameText(textOf(access.file, bare(use.object)), receiverText) &&
        enclosingFunction(use) === owner,
    )
    .map((use) => operandOf(use, access.file));
  const found = operands.filter((operand) => operand !== null);
  if (found.length < 2 || found.length > CONDITIONS_MAX || found.length < operands.length) return null;
  const isApart = found.every((one) =>
    found.every((other) => other === one || !contains(one.node, other.node)),
  );
  if (!isApart) return null;
  const missing = missingTest(context, receiverText);
  return candidateOf({
    origin: 'nullish/guard-every-condition',
    title: `Check ${code(receiverText)} in all ${found.length} conditions that read it`,
    description: 'Another condition of the function reads the same value without a check.',
    prior: EVERY_PRIOR,
    file: access.file,
    edit: (text) => {
      for (const operand of found)
        guardOperand(text, operand, { missing, receiverText, isMetWithout: operand.effect === 'leaves' });
    },
  });
}

/** In the callback of `every` an element without the value meets the condition: it does not stand against the rest. */
export function guardOfEvery(context: NullishContext): FixCandidate | null {
  const { access, receiverText, owner } = context;
  if (receiverText === null || owner === null || !asksOfEvery(owner)) return null;
  const operand = operandOf(access.node, access.file);
  if (operand?.effect !== 'value' || asksForNothing(operand.node, access.node)) return null;
  return candidateOf({
    origin: 'nullish/guard-of-every',
    title: `Take a missing ${code(receiverText)} as meeting the condition`,
    description: `Only a ${code(receiverText)} that is there can be asked.`,
    prior: EVERY_ELEMENT_PRIOR,
    file: access.file,
    edit: (text) => {
      guardOperand(text, operand, {
        missing: missingTest(context, receiverText),
        receiverText,
        isMetWithout: true,
      });
    },
  });
}
