import type { Case } from '../evidence/case.ts';
import type { TrailStep } from '../evidence/trail.ts';
import { UNKNOWN_WITH_PLACE, UNKNOWN_WITHOUT_PLACE } from './confidence.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { ErrorFacts } from './error-facts.ts';
import { impactOf } from './impact.ts';
import { tellingStep } from './report.ts';
import { citeEvent, code } from './words.ts';

/** The honest report for an error no rule explains: where it happened, and that the cause is not known. */
export function unknownReport(
  given: Case,
  errors: readonly ErrorFacts[],
  trail: readonly TrailStep[],
): Diagnosis {
  const error = errors[0] ?? { type: '', message: '', mechanism: null, exception: null, field: 'event_id' };
  const crash = given.code?.frames[0] ?? null;
  const step = tellingStep(trail);
  const what = `${error.type === '' ? 'The message' : code(error.type)}${error.message === '' ? '' : ` ${code(error.message.split('\n', 1)[0] ?? '')}`}`;
  const place =
    crash === null
      ? `Its place is not known (${given.noCodeReason ?? 'no frame of the stack is a file of the repository'}).`
      : `It was thrown at ${crash.path}:${crash.line}${crash.function === null ? '' : ` in ${code(crash.function)}`}.`;
  return {
    rule: null,
    classification: 'unknown',
    no_code_fix_reason: 'No rule of the engine explains this error.',
    root_cause: `${what} is not explained by any rule of the deterministic engine. ${place}`,
    impact_assessment: impactOf(given, error),
    suggested_fixes: [],
    confidence_score: crash === null ? UNKNOWN_WITHOUT_PLACE : UNKNOWN_WITH_PLACE,
    risk_level: 'medium',
    estimated_effort: 'unknown',
    prevention_suggestions: [],
    evidence: [
      citeEvent(error.field, 'The error as it was reported.', error.message === '' ? null : error.message),
      ...(step === null ? [] : [citeEvent(step.field, 'What happened just before.', null)]),
    ],
    location:
      crash === null ? null : { path: crash.path, line: crash.line, column: crash.column, expression: null },
    candidates: [],
  };
}
