import type { Case, RepositoryFrame } from '../evidence/case.ts';
import { trailOf } from '../evidence/trail.ts';
import type { Diagnosis } from './diagnosis.ts';
import { errorsOf, type ErrorFacts } from './error-facts.ts';
import { reportOf } from './report.ts';
import type { RuleContext } from './rule.ts';
import { RULES } from './rules/index.ts';
import { createSourceReader } from './source-reader.ts';
import { unknownReport } from './unknown-report.ts';

/** The deterministic engine: no model, no network, the same case always gives the same report. */
export async function diagnose(given: Case): Promise<Diagnosis> {
  const sources = createSourceReader(given.code);
  const sourceLines = (path: string): readonly string[] => given.code?.sources.get(path)?.split('\n') ?? [];
  const trail = trailOf(given.event);
  const errors = errorsOf(given.event);
  for (const error of errors) {
    const context: RuleContext = { error, frames: framesOf(given, error), trail, sources, sourceLines };
    for (const rule of RULES) {
      if (!rule.matches(error)) continue;
      const finding = await rule.diagnose(given, context);
      if (finding !== null) return reportOf(given, context, rule, finding);
    }
  }
  return unknownReport(given, errors, trail);
}

/** The repository frames of one error; a wrapper or cause without own frames is judged at the other's place. */
function framesOf(given: Case, error: ErrorFacts): readonly RepositoryFrame[] {
  const all = given.code?.frames ?? [];
  const own = all.filter(({ frame }) => error.exception?.frames.includes(frame) === true);
  return own.length > 0 ? own : all;
}
