import type { FixCandidate } from '../analyze/diagnosis.ts';
import { groupByMeaning, withAgreement, type CandidateGroup } from './agreement.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { prepareBase, withTestCall, type BaseRequest, type PreparedBase } from './prepare-base.ts';
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

/**
 * Tries candidates in order until one is verified, within the bounds on number and time. What made-up calls leave open is
 * tried once more in a call of the repository's tests.
 */
export async function verifyBest(request: VerifyBestRequest): Promise<VerifyBestResult> {
  const deadline = performance.now() + VERIFY_LIMITS.totalTimeoutMs;
  const groups = groupByMeaning(request.candidates).slice(0, VERIFY_LIMITS.candidatesMax);
  if (groups.length === 0) return { best: null, tried: [] };
  const base = { ...request, code: request.caseCode };
  const prepared = request.sandbox.kind === 'none' ? null : await prepareBase(base);
  const first = await tryEach({ base, prepared, groups, deadline });
  const best = bestOf(first);
  if (prepared === null || best?.verification.verdict !== 'plausible') return { best, tried: first };
  const open = groups.filter(([candidate]) =>
    first.some((one) => one.candidate === candidate && one.verification.verdict === 'plausible'),
  );
  const inTests = await withTestCall(base, prepared);
  if (inTests === null) return { best, tried: first };
  const again = await tryEach({ base, prepared: inTests, groups: open, deadline });
  const tried = first.map((one) => again.find(({ candidate }) => candidate === one.candidate) ?? one);
  return { best: bestOf(tried), tried };
}

async function tryEach(input: {
  readonly base: BaseRequest;
  readonly prepared: PreparedBase | null;
  readonly groups: readonly CandidateGroup[];
  readonly deadline: number;
}): Promise<VerifiedCandidate[]> {
  const { base, prepared, groups, deadline } = input;
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
  return tried;
}

const RANK = { verified: 2, plausible: 1, refuted: 0 } as const;

export function bestOf(tried: readonly VerifiedCandidate[]): VerifiedCandidate | null {
  const ranked = tried.toSorted(
    ({ verification: left }, { verification: right }) =>
      RANK[right.verdict] - RANK[left.verdict] || right.level - left.level,
  );
  return ranked[0] ?? null;
}
