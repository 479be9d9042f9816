import type { Model, ModelUsage } from '@bugsage/backends';
import type { Case } from '../../evidence/case.ts';
import { cleanText } from '../clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { ROOT_CAUSE_PROMPT } from '../prompts/root-cause-v1.ts';
import { rootCauseAnswerSchema, type RootCauseAnswer } from './answer-schema.ts';
import { buildQuestion } from './build-question.ts';

/** What a project may still spend; null is no bound. */
export type AnalysisBudget = { readonly tokensLeft: number | null; readonly usdLeft: number | null };

export type Asked =
  | { readonly ok: true; readonly answer: RootCauseAnswer; readonly usage: ModelUsage }
  | { readonly ok: false; readonly reason: string; readonly usage: ModelUsage | null };

/** Asks a model for the root cause, unless the budget is spent or the engine is sure that no code is at fault. */
export async function askModel(input: {
  given: Case;
  diagnosis: Diagnosis;
  model: Model;
  budget: AnalysisBudget;
  boundary: string;
  signal: AbortSignal | null;
}): Promise<Asked> {
  const skipped = reasonNotToAsk(input.diagnosis, input.budget);
  if (skipped !== null) return { ok: false, reason: skipped, usage: null };
  const answered = await input.model.ask({
    system: ROOT_CAUSE_PROMPT.system,
    user: buildQuestion(input.given, input.diagnosis, input.boundary),
    schemaName: ROOT_CAUSE_PROMPT.schemaName,
    schema: rootCauseAnswerSchema,
    ...(input.signal === null ? {} : { signal: input.signal }),
  });
  if (answered.ok) return answered;
  return {
    ok: false,
    reason: `${answered.reason}: ${cleanText(answered.detail).slice(0, 300)}`,
    usage: answered.usage,
  };
}

/** From this confidence on a class without a code fix is not worth a token. */
const CERTAIN_WITHOUT_MODEL = 0.75;

function reasonNotToAsk(diagnosis: Diagnosis, budget: AnalysisBudget): string | null {
  if (budget.tokensLeft !== null && budget.tokensLeft <= 0)
    return 'budget: no tokens are left for this project today';
  if (budget.usdLeft !== null && budget.usdLeft <= 0)
    return 'budget: no money is left for this project today';
  const { classification, confidence_score } = diagnosis;
  const noCode = classification === 'noise' || classification === 'action_recommended';
  return noCode && confidence_score >= CERTAIN_WITHOUT_MODEL
    ? 'not_asked: the deterministic engine is certain that no code is at fault'
    : null;
}
