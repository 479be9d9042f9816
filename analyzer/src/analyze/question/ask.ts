import type { Model, ModelUsage } from '@bugsage/backends';
import type { Case } from '../../evidence/case.ts';
import { cleanText } from '../clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { reasonNotToAsk, type GateInput } from '../gates.ts';
import { ROOT_CAUSE_PROMPT } from '../prompts/root-cause-v1.ts';
import { rootCauseAnswerSchema, type RootCauseAnswer } from './answer-schema.ts';
import { buildQuestion } from './build-question.ts';

export type Asked =
  | { readonly ok: true; readonly answer: RootCauseAnswer; readonly usage: ModelUsage }
  | { readonly ok: false; readonly reason: string; readonly usage: ModelUsage | null };

/** Asks a model for the root cause, unless a gate says no before a token is spent. */
export async function askModel(input: {
  given: Case;
  diagnosis: Diagnosis;
  model: Model;
  gate: Omit<GateInput, 'given' | 'diagnosis'>;
  boundary: string;
  signal: AbortSignal | null;
}): Promise<Asked> {
  const skipped = reasonNotToAsk({ ...input.gate, given: input.given, diagnosis: input.diagnosis });
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
