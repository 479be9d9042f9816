import { checkEdits } from '../../fix/edit-policy.ts';
import type { Case } from '../../evidence/case.ts';
import { isReadableSource } from '../../evidence/path-policy.ts';
import { cleanText } from '../clean-text.ts';
import type { FileEdit, FixCandidate } from '../diagnosis.ts';
import type { RootCauseAnswer } from './answer-schema.ts';
import { QUESTION_LIMITS } from './limits.ts';

export type ModelPatch =
  | { readonly candidate: FixCandidate; readonly refused: null }
  | { readonly candidate: null; readonly refused: { readonly rule: string; readonly reason: string } };

/** A model's patches have no record yet; they come after the templates that do. */
const MODEL_PRIOR = 0.4;

/** Turns search/replace edits of an answer into one patch. Null when there are none. */
export async function patchOfAnswer(given: Case, answer: RootCauseAnswer): Promise<ModelPatch | null> {
  const { code } = given;
  if (answer.edits.length === 0 || code === null) return null;
  if (answer.edits.length > QUESTION_LIMITS.answerEditsMax)
    return refuse('too-many-edits', `The answer has ${answer.edits.length} edits.`);
  const files = new Map<string, FileEdit>();
  for (const edit of answer.edits) {
    const start = files.get(edit.path)?.after ?? (await readFile(given, edit.path));
    if (start === null)
      return refuse('unknown-file', `${quoted(edit.path)} is no source file of the repository.`);
    const places = start.split(edit.old_str).length - 1;
    if (edit.old_str === '' || places !== 1)
      return refuse(
        'not-unique',
        `The text to replace occurs ${edit.old_str === '' ? 0 : places} times in ${quoted(edit.path)}.`,
      );
    if (edit.new_str.length > QUESTION_LIMITS.editLengthMax)
      return refuse('too-long', 'A replacement is too long.');
    const before = files.get(edit.path)?.before ?? start;
    files.set(edit.path, { path: edit.path, before, after: start.split(edit.old_str).join(edit.new_str) });
  }
  const edits = [...files.values()];
  const verdict = checkEdits(edits, code);
  if (!verdict.allowed) return refuse(verdict.rule, verdict.reason);
  const [first] = answer.suggested_fixes;
  return {
    refused: null,
    candidate: {
      origin: 'model',
      title: cleanText(first?.title ?? 'Patch proposed by the model').slice(
        0,
        QUESTION_LIMITS.answerTitleLengthMax,
      ),
      description: cleanText(first?.description ?? '').slice(0, QUESTION_LIMITS.answerTextLengthMax),
      prior: MODEL_PRIOR,
      edits,
    },
  };
}

async function readFile({ code }: Case, path: string): Promise<string | null> {
  if (code === null || !code.files.includes(path) || !isReadableSource(path)) return null;
  return code.sources.get(path) ?? code.repository.readFile(code.commit, path);
}

function refuse(rule: string, reason: string): ModelPatch {
  return { candidate: null, refused: { rule, reason } };
}

function quoted(path: string): string {
  return JSON.stringify(cleanText(path).slice(0, 200));
}
