import { applyPatch, parsePatch } from 'diff';
import type { Fix } from '@bugsage/core';
import type { FileEdit, FixCandidate } from '../analyze/diagnosis.ts';
import type { CaseCode } from '../evidence/case.ts';

/** `origin` of a patch a model wrote. */
export const MODEL_ORIGIN = 'model';

/** Between the best and the worst template: a model's patches were right about as often as the average one. */
export const MODEL_PRIOR = 0.4;

/** Reads back the patch a fix was requested with; null when it had none or the code has changed under it. */
export async function candidateFromDiff(
  fix: Pick<Fix, 'code_diff' | 'title' | 'description'>,
  code: CaseCode,
): Promise<FixCandidate | null> {
  if (fix.code_diff === '') return null;
  const edits: FileEdit[] = [];
  for (const filePatch of parsePatch(fix.code_diff)) {
    const path = (filePatch.newFileName ?? '').replace(/^b\//, '');
    const before = (await code.repository.readFile(code.commit, path)) ?? '';
    const after = applyPatch(before, filePatch);
    if (after === false) return null;
    edits.push({ path, before, after });
  }
  const { title, description } = fix;
  return { origin: MODEL_ORIGIN, title, description, prior: MODEL_PRIOR, edits };
}
