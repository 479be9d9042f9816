import type { Case } from '../evidence/case.ts';
import type { Certainty } from './rule.ts';

/** The first number of an analysis's confidence, by how surely the place is known. The table is in docs/analysis.md. */
export const BASE_CONFIDENCE: { readonly [Level in Certainty]: number } = {
  expression: 0.74,
  line: 0.66,
  message: 0.75,
  class: 0.5,
  event: 0.35,
};

/** Where the wrong value came from is explained, not only where it hurt. */
export const ORIGIN_BONUS = 0.04;
/** The code that was read is not the code that ran. */
export const OTHER_COMMIT_PENALTY = 0.05;
/** No rule explains the error: with its place in the repository, and without. */
export const UNKNOWN_WITH_PLACE = 0.2;
export const UNKNOWN_WITHOUT_PLACE = 0.1;

/** Confidence of a finding of the engine itself, 0 to 1, two decimals. */
export function confidenceOf(given: Case, finding: { certainty: Certainty; originKnown: boolean }): number {
  const base = BASE_CONFIDENCE[finding.certainty];
  const placed = finding.certainty === 'expression' || finding.certainty === 'line';
  const origin = placed && finding.originKnown ? ORIGIN_BONUS : 0;
  const other = placed && given.code !== null && !given.code.commitExact ? OTHER_COMMIT_PENALTY : 0;
  return Math.round((base + origin - other) * 100) / 100;
}
