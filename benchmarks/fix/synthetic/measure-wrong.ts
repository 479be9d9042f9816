import { verifyBest, type FixCandidate } from '@bugsage/analyzer/analysis';
import type { Sandbox } from '@bugsage/backends';
import type { Verification } from '@bugsage/core';
import { syntheticCases } from './cases.ts';
import { openSyntheticCase } from './open-case.ts';
import { passesChecks } from './run-checks.ts';
import { WRONG_PATCHES, type WrongPatch } from './wrong-patches.ts';

export type MeasuredWrong = {
  readonly id: string;
  readonly patch: string;
  readonly verdict: Verification['verdict'];
  readonly reason: string;
};

/**
 * Hands the wrong patches of a case in as if a model had made them. Throws when one of them passes the hidden checks:
 * then it is not wrong.
 */
export async function measureWrong(id: string, sandbox: Sandbox): Promise<MeasuredWrong[]> {
  const one = syntheticCases().find((each) => each.id === id);
  const patches = WRONG_PATCHES[id] ?? [];
  if (one === undefined) throw new Error(`There is no case ${id}.`);
  const opened = await openSyntheticCase(one);
  try {
    const { code, event } = opened.given;
    if (code === null) throw new Error(`${id} has no repository.`);
    const place = { repository: code.repository, commit: code.commit, sandbox };
    const candidates = patches.map((patch) => candidateOf(one.files, patch));
    for (const [index, candidate] of candidates.entries())
      if (await passesChecks(one, candidate, place))
        throw new Error(`${id}: patch ${index} passes the hidden checks; it is not wrong.`);
    const [type, value] = one.draft.error;
    const { tried } = await verifyBest({
      caseCode: code,
      error: { type, value },
      event,
      candidates,
      testCommand: null,
      sandbox,
    });
    return tried.map(({ candidate, verification }) => ({
      id,
      patch: candidate.title,
      verdict: verification.verdict,
      reason: verification.reason,
    }));
  } finally {
    await opened.remove();
  }
}

function candidateOf(
  files: Readonly<Record<string, string>>,
  [path, find, replace]: WrongPatch,
): FixCandidate {
  const before = files[path] ?? '';
  if (before.split(find).length !== 2) throw new Error(`${path} does not hold "${find}" once.`);
  const after = before.replace(find, () => replace);
  return { origin: 'model', title: replace, description: '', prior: 0.5, edits: [{ path, before, after }] };
}
