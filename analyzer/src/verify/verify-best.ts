import type { FixCandidate } from '../analyze/diagnosis.ts';
import { groupByMeaning, withAgreement } from './agreement.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { prepareBase } from './prepare-base.ts';
import {
  verifyOnBase,
  verifyWithoutRunning,
  type VerifiedCandidate,
  type VerifyRequest,
} from './verify-candidate.ts';

export type VerifyBestRequest = Omit<VerifyRequest, 'candidate'> & {
  /** In order of trust. */
  readonly candidates: readonly FixCandidate[];
};

export type VerifyBestResult = {
  /** The first verified candidate, else the plausible one that got furthest, else the first refuted; null without candidates. */
  readonly best: VerifiedCandidate | null;
  /** All that were tried, in order. */
  readonly tried: readonly VerifiedCandidate[];
};

/** Tries candidates in order until one is verified, within the bounds on number and time. */
export async function verifyBest(request: VerifyBestRequest): Promise<VerifyBestResult> {
  const deadline = performance.now() + VERIFY_LIMITS.totalTimeoutMs;
  const groups = groupByMeaning(request.candidates).slice(0, VERIFY_LIMITS.candidatesMax);
  if (groups.length === 0) return { best: null, tried: [] };
  const base = { ...request, code: request.caseCode };
  const prepared = request.sandbox.kind === 'none' ? null : await prepareBase(base);
  const tried: VerifiedCandidate[] = [];
  for (const group of groups) {
    const [candidate] = group;
    if (tried.length > 0 && performance.now() > deadline) break;
    const result =
      prepared === null
        ? await verifyWithoutRunning(base, candidate)
        : await verifyOnBase(base, prepared, candidate);
    tried.push(withAgreement(result, group));
    if (result.verification.verdict === 'verified') break;
  }
  return { best: bestOf(tried), tried };
}

const RANK = { verified: 2, plausible: 1, refuted: 0 } as const;

export function bestOf(tried: readonly VerifiedCandidate[]): VerifiedCandidate | null {
  const ranked = tried.toSorted(
    ({ verification: left }, { verification: right }) =>
      RANK[right.verdict] - RANK[left.verdict] || right.level - left.level,
  );
  return ranked[0] ?? null;
}
