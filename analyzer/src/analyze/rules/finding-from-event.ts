import { framePath } from '@bugsage/stacktrace';
import type { Case } from '../../evidence/case.ts';
import { applicationFrames } from '../../evidence/event-frames.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { citeEvent, code } from '../words.ts';

/** What can be said when the code is not at hand: the class of the error, and the place as the event tells it. */
export function findingFromEvent(
  given: Case,
  context: RuleContext,
  says: { cause: string; advice: string },
): Finding {
  const crash =
    context.error.exception?.frames.toReversed().find((frame) => frame.in_app) ??
    applicationFrames(given.event)[0];
  const path = crash === undefined ? null : framePath(crash);
  const place = path === null ? '' : ` at ${path}${crash?.lineno ? `:${crash.lineno}` : ''}`;
  const line = crash?.context_line?.trim() ?? '';
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: `${says.cause}${place}.${line === '' ? '' : ` The line is ${code(line)}.`}`,
    location: null,
    certainty: 'event',
    originKnown: false,
    evidence: [
      citeEvent(context.error.field, 'The message names the class of the error.', context.error.message),
    ],
    candidates: [],
    advice: [
      { title: 'Look at the reported line', description: says.advice, kind: 'advice', confidence: 0.3 },
    ],
    prevention: [],
  };
}
