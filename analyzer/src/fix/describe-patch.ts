import { createTwoFilesPatch } from 'diff';
import type { FixPatch } from '@bugsage/backends';
import type { FileEdit } from '../analyze/diagnosis.ts';
import type { CaseCode } from '../evidence/case.ts';
import type { VerifiedCandidate } from '../verify/index.ts';

/** Rung of the ladder -> highest confidence (docs/verification.md). A model's own score never raises it. */
const CONFIDENCE_CAP_BY_LEVEL = [0.3, 0.35, 0.4, 0.5, 0.55, 0.8, 0.92] as const;

/** Changed lines from which a patch stops being small; the median of real crash fixes is 4, their 90th percentile 13. */
const SMALL_PATCH_LINES = 4;
const LARGE_PATCH_LINES = 40;

/** What a fix shows of the patch that was chosen: diff, text and scores. */
export function describePatch(best: VerifiedCandidate, code: CaseCode): FixPatch {
  const edits = [...best.candidate.edits, ...regressionTestEdit(best)];
  const lines = changedLines(best.candidate.edits);
  const cap = CONFIDENCE_CAP_BY_LEVEL[best.verification.level] ?? CONFIDENCE_CAP_BY_LEVEL[0];
  return {
    title: best.candidate.title,
    description: best.candidate.description,
    code_diff: edits.map((edit) => unifiedDiff(edit)).join(''),
    confidence_score: best.verification.verdict === 'verified' ? cap : Math.min(cap, best.candidate.prior),
    quality_score: qualityOf(lines, best.regressionTest !== null),
    risk_score: riskOf(best.candidate.edits, code),
    model_version: best.candidate.origin,
    metadata: {
      origin: best.candidate.origin,
      changed_lines: lines,
      files: best.candidate.edits.map((edit) => edit.path),
    },
  };
}

/** A diff git applies from the repository's root. */
export function unifiedDiff(edit: FileEdit): string {
  const from = edit.before === '' ? '/dev/null' : `a/${edit.path}`;
  const patch = createTwoFilesPatch(from, `b/${edit.path}`, edit.before, edit.after, undefined, undefined, {
    context: 3,
  });
  const body = patch.slice(patch.indexOf('---'));
  const mode = edit.before === '' ? 'new file mode 100644\n' : '';
  return `diff --git a/${edit.path} b/${edit.path}\n${mode}${body}`;
}

function regressionTestEdit({ regressionTest }: VerifiedCandidate): FileEdit[] {
  return regressionTest === null
    ? []
    : [{ path: regressionTest.path, before: '', after: regressionTest.text }];
}

function changedLines(edits: readonly FileEdit[]): number {
  return edits.flatMap((edit) => unifiedDiff(edit).split('\n').slice(4)).filter((line) => /^[+-]/.test(line))
    .length;
}

/** 1 for a handful of lines with a test that keeps it fixed, falling with size. */
function qualityOf(lines: number, hasTest: boolean): number {
  const size =
    1 - Math.min(1, Math.max(0, lines - SMALL_PATCH_LINES) / (LARGE_PATCH_LINES - SMALL_PATCH_LINES));
  return round(0.7 * size + (hasTest ? 0.3 : 0));
}

/** 0 touches one line of one file nobody else runs through; grows with files and with frames beyond the crash. */
function riskOf(edits: readonly FileEdit[], code: CaseCode): number {
  const crashFile = code.frames[0]?.path;
  const elsewhere = edits.filter((edit) => edit.path !== crashFile).length;
  return round(Math.min(1, 0.1 + 0.15 * (edits.length - 1) + 0.2 * elsewhere + changedLines(edits) / 100));
}

function round(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 100) / 100;
}
