import type { Evidence } from '@bugsage/core';
import type { Case } from '../../evidence/case.ts';
import { checkCitations } from '../citations.ts';
import { cleanText } from '../clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { RootCauseAnswer } from './answer-schema.ts';
import { QUESTION_LIMITS } from './limits.ts';

/** A model's own number never counts for more than what was checked about its answer. */
export const ANSWER_CONFIDENCE_MAX = {
  /** The deterministic engine names the same place. */
  agreesWithEngine: 0.82,
  /** Its location is a line of the stack's files that a resolved citation quotes. */
  citedLocation: 0.75,
  other: 0.5,
} as const;

export type MergedAnswer =
  | { readonly ok: true; readonly diagnosis: Diagnosis; readonly dropped: number }
  | { readonly ok: false; readonly reason: string };

/** The model's text in place of the engine's, when it says something and its citations resolve. Candidates stay. */
export async function mergeAnswer(
  given: Case,
  engine: Diagnosis,
  answer: RootCauseAnswer,
): Promise<MergedAnswer> {
  const rootCause = plain(answer.root_cause, QUESTION_LIMITS.answerTextLengthMax);
  if (rootCause === '') return { ok: false, reason: 'The answer names no root cause.' };
  const { evidence, dropped } = await checkCitations(given, answer.evidence.map(toEvidence));
  if (evidence.length === 0)
    return { ok: false, reason: `None of ${answer.evidence.length} citations resolves.` };
  const location = await locationOf(given, answer);
  const needsReason = answer.classification !== 'code_fix';
  const reason = plain(answer.no_code_fix_reason ?? '', QUESTION_LIMITS.answerTextLengthMax);
  return {
    ok: true,
    dropped,
    diagnosis: {
      rule: null,
      classification: answer.classification,
      no_code_fix_reason: needsReason ? reason || 'The model gave no reason.' : null,
      root_cause: rootCause,
      impact_assessment: plain(answer.impact_assessment, QUESTION_LIMITS.answerTextLengthMax),
      suggested_fixes: [...engine.suggested_fixes, ...suggestionsOf(answer)],
      confidence_score: confidenceOf({ engine, answer, evidence, location }),
      risk_level: answer.risk_level,
      estimated_effort: answer.estimated_effort,
      prevention_suggestions: answer.prevention_suggestions
        .slice(0, QUESTION_LIMITS.answerListMax)
        .map((one) => plain(one, QUESTION_LIMITS.answerTextLengthMax)),
      evidence: [...evidence],
      location: location ?? engine.location,
      candidates: engine.candidates,
    },
  };
}

function toEvidence(item: RootCauseAnswer['evidence'][number]): Evidence {
  const isLine = item.line !== null && Number.isSafeInteger(item.line) && item.line > 0;
  return {
    ...item,
    claim: plain(item.claim, QUESTION_LIMITS.answerTextLengthMax),
    line: isLine ? item.line : null,
    quote: item.quote === null ? null : item.quote.slice(0, QUESTION_LIMITS.answerTextLengthMax),
  };
}

function suggestionsOf(answer: RootCauseAnswer): Diagnosis['suggested_fixes'] {
  // Nothing of it was run, so the lowest rung caps it.
  return answer.suggested_fixes.slice(0, QUESTION_LIMITS.answerListMax).map((fix) => ({
    title: plain(fix.title, QUESTION_LIMITS.answerTitleLengthMax),
    description: plain(fix.description, QUESTION_LIMITS.answerTextLengthMax),
    kind: 'model',
    confidence: Math.min(0.3, clamp(answer.confidence)),
  }));
}

async function locationOf({ code }: Case, answer: RootCauseAnswer): Promise<Diagnosis['location']> {
  const { location } = answer;
  if (location === null || code === null || !code.files.includes(location.path)) return null;
  if (!Number.isSafeInteger(location.line) || location.line < 1) return null;
  const text =
    code.sources.get(location.path) ?? (await code.repository.readFile(code.commit, location.path));
  if (text === null || text.split('\n').length < location.line) return null;
  const expression =
    location.expression === null ? null : plain(location.expression, QUESTION_LIMITS.answerTitleLengthMax);
  return { path: location.path, line: location.line, column: null, expression };
}

function confidenceOf(merged: {
  engine: Diagnosis;
  answer: RootCauseAnswer;
  evidence: readonly Evidence[];
  location: Diagnosis['location'];
}): number {
  const { engine, evidence, location } = merged;
  const own = clamp(merged.answer.confidence);
  const agrees =
    location !== null &&
    engine.rule !== null &&
    engine.location?.path === location.path &&
    Math.abs(engine.location.line - location.line) <= ANALYZE_LIMITS.nearbyLinesMax;
  if (agrees) return Math.max(engine.confidence_score, Math.min(own, ANSWER_CONFIDENCE_MAX.agreesWithEngine));
  const cited =
    location !== null &&
    evidence.some((item) => item.kind === 'file' && item.path === location.path && item.quote !== null);
  return Math.min(own, cited ? ANSWER_CONFIDENCE_MAX.citedLocation : ANSWER_CONFIDENCE_MAX.other);
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.round(Math.min(1, Math.max(0, value)) * 100) / 100 : 0;
}

function plain(text: string, lengthMax: number): string {
  return cleanText(text).slice(0, lengthMax).trim();
}
