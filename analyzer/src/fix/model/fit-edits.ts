import { cleanText } from '../../analyze/clean-text.ts';
import type { FileEdit } from '../../analyze/diagnosis.ts';
import type { CaseCode } from '../../evidence/case.ts';
import { checkEdits, type EditVerdict } from '../edit-policy.ts';
import type { ModelEdit } from './action-schema.ts';
import { FIX_MODEL_LIMITS } from './limits.ts';
import { readSource } from './tools.ts';

export type Fitted =
  | { readonly ok: true; readonly edits: readonly FileEdit[] }
  /** `complaint` goes back to the model; `rule` counts what the edit policy refused. */
  | { readonly ok: false; readonly complaint: string; readonly rule: string | null };

/** Turns short replacements into whole files, so that every diff is computed by us and applies. */
export async function fitEdits(code: CaseCode, proposed: readonly ModelEdit[]): Promise<Fitted> {
  if (proposed.length === 0 || proposed.length > FIX_MODEL_LIMITS.editsMax)
    return complain(`A proposal has 1 to ${FIX_MODEL_LIMITS.editsMax} edits.`);
  const files = new Map<string, FileEdit>();
  for (const { path, old_str: old, new_str: replacement } of proposed) {
    const before = files.get(path)?.before ?? (await readSource({ code }, path));
    if (before === null) return complain(`${quoted(path)} is no source file of this repository.`);
    if (replacement.length > FIX_MODEL_LIMITS.editLengthMax) return complain('A replacement is too long.');
    const current = files.get(path)?.after ?? before;
    const places = old === '' ? 0 : current.split(old).length - 1;
    if (places !== 1)
      return complain(
        `old_str occurs ${places} times in ${quoted(path)}, not once. ${nearest(current, old)}`,
      );
    files.set(path, { path, before, after: current.split(old).join(replacement) });
  }
  const edits = [...files.values()];
  const verdict: EditVerdict = checkEdits(edits, code);
  if (!verdict.allowed) return { ok: false, rule: verdict.rule, complaint: verdict.reason };
  return { ok: true, edits };
}

/** The lines that look most like what was meant, with their numbers. */
function nearest(text: string, wanted: string): string {
  const words = new Set(wanted.match(/\w{3,}/g) ?? []);
  const scored = text.split('\n').map((line, index) => ({
    index,
    line,
    score: (line.match(/\w{3,}/g) ?? []).filter((word) => words.has(word)).length,
  }));
  const best = scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index);
  if (best.length === 0) return '';
  const shown = best.slice(0, 3).map(({ index, line }) => `${index + 1}: ${line.slice(0, 200)}`);
  return `The nearest lines:\n${shown.join('\n')}`;
}

function complain(complaint: string): Fitted {
  return { ok: false, rule: null, complaint };
}

function quoted(path: string): string {
  return JSON.stringify(cleanText(path).slice(0, 200));
}
