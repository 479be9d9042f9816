import type { Case } from '../evidence/case.ts';
import { checkEdits } from '../fix/edit-policy.ts';
import { diagnose } from './diagnose.ts';
import type { FixCandidate } from './diagnosis.ts';

export type RefusedPatch = { readonly origin: string; readonly rule: string; readonly reason: string };
export type Proposals = {
  readonly candidates: readonly FixCandidate[];
  readonly refused: readonly RefusedPatch[];
};

/**
 * The patches of the deterministic engine for a case, in order of trust, those against the edit policy taken out.
 * Costs no token, and gives the same for the same case: a fix worker calls it again instead of storing patches.
 */
export async function proposeCandidates(given: Case): Promise<Proposals> {
  return allowedOf(given, (await diagnose(given)).candidates);
}

export function allowedOf({ code }: Case, candidates: readonly FixCandidate[]): Proposals {
  if (code === null) return { candidates: [], refused: [] };
  const allowed: FixCandidate[] = [];
  const refused: RefusedPatch[] = [];
  for (const candidate of candidates) {
    const verdict = checkEdits(candidate.edits, code);
    if (verdict.allowed) allowed.push(candidate);
    else refused.push({ origin: candidate.origin, rule: verdict.rule, reason: verdict.reason });
  }
  return { candidates: allowed, refused };
}
