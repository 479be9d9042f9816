import type { FixCandidate } from '../analyze/diagnosis.ts';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import type { VerifiedCandidate } from './verify-candidate.ts';

/** Candidates that make the same change; the first is the most trusted one. */
export type CandidateGroup = readonly [FixCandidate, ...FixCandidate[]];

const MODEL = 'model';
/** Samples of one model that must agree: two may be the same slip. */
const SAMPLES_AGREEING_MIN = 3;
const AGREED_LEVEL = 6;
const PROVEN_LEVEL = 5;

/** One group per change, in order of trust: what differs in layout or comments alone is run once. */
export function groupByMeaning(candidates: readonly FixCandidate[]): CandidateGroup[] {
  const groups = Map.groupBy(candidates, meaningOf);
  return [...groups.values()].filter((group): group is [FixCandidate, ...FixCandidate[]] => group.length > 0);
}

/** Level 6: a proven change that a template and a model, or three samples of a model, came to on their own. */
export function withAgreement(verified: VerifiedCandidate, group: CandidateGroup): VerifiedCandidate {
  const { verification } = verified;
  if (verification.verdict !== 'verified' || verification.level !== PROVEN_LEVEL) return verified;
  const samples = group.filter(({ origin }) => origin === MODEL).length;
  const templates = group.length - samples;
  const agree = (samples > 0 && templates > 0) || samples >= SAMPLES_AGREEING_MIN;
  if (!agree) return verified;
  const who = templates > 0 ? 'A rule and a model' : `${samples} answers of the model`;
  return {
    ...verified,
    verification: {
      ...verification,
      level: AGREED_LEVEL,
      reason: `${verification.reason} ${who} came to this change independently.`,
    },
  };
}

/** The syntax trees of all changed files without positions, so that layout does not count. */
function meaningOf({ edits }: FixCandidate): string {
  const files = edits
    .map(({ path, after }) => `${path}\n${treeOf(path, after)}`)
    .toSorted((left, right) => (left < right ? -1 : 1));
  return files.join('\n');
}

const POSITIONS = new Set(['start', 'end', 'range', 'loc', 'parent', 'raw']);

function treeOf(path: string, text: string): string {
  const file = parseSource(path, text);
  if (file === null) return text;
  return JSON.stringify(file.program, (key, value: unknown) => {
    if (POSITIONS.has(key)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}
