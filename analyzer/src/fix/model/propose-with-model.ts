import { randomUUID } from 'node:crypto';
import type { Model, ModelTurn } from '@bugsage/backends';
import { cleanText } from '../../analyze/clean-text.ts';
import { diagnose } from '../../analyze/diagnose.ts';
import type { FixCandidate } from '../../analyze/diagnosis.ts';
import type { RefusedPatch } from '../../analyze/propose.ts';
import { buildQuestion } from '../../analyze/question/build-question.ts';
import { MODEL_ORIGIN, MODEL_PRIOR } from '../candidate-from-diff.ts';
import { fixActionSchema, type FixAction } from './action-schema.ts';
import { fitEdits } from './fit-edits.ts';
import { FIX_MODEL_LIMITS } from './limits.ts';
import { FIX_PROMPT } from './prompt-v1.ts';
import { runTool, type FixTools } from './tools.ts';

export type ModelProposals = {
  readonly candidates: readonly FixCandidate[];
  readonly refused: readonly RefusedPatch[];
  /** Why there are no (more) candidates; null when all samples were taken. */
  readonly reason: string | null;
  /** Names of the actions in order, for the record. */
  readonly actions: readonly FixAction['action'][];
};

/**
 * Lets a model look around with read-only tools until it proposes, then asks again on the same conversation: several
 * independent answers, of which only running them decides. It ends at the first thing that fails.
 */
export async function proposeWithModel(
  tools: FixTools,
  model: Model,
  signal?: AbortSignal,
): Promise<ModelProposals> {
  const boundary = `boundary-${randomUUID()}`;
  const talk = new Talk(
    model,
    signal ?? null,
    buildQuestion(tools.given, await diagnose(tools.given), boundary),
    boundary,
  );
  const candidates: FixCandidate[] = [];
  const refused: RefusedPatch[] = [];
  const first = await lookAround(tools, talk);
  if (first.action === null) return { candidates, refused, reason: first.reason, actions: talk.actions };
  let reason: string | null = null;
  let action: FixAction | null = first.action;
  for (let sample = 1; action !== null; sample += 1) {
    const fitted = await fit(tools, talk, action);
    if (fitted.candidate !== null) candidates.push(fitted.candidate);
    if (fitted.refused !== null) refused.push(fitted.refused);
    if (sample >= samplesWanted(candidates)) break;
    const next = await talk.ask(talk.base);
    reason = next.reason;
    action = next.action;
  }
  return { candidates, refused, reason, actions: talk.actions };
}

type Said = { readonly action: FixAction | null; readonly reason: string | null };

/** One conversation: `base` is what every sample answers to. */
class Talk {
  readonly #model: Model;
  readonly #signal: AbortSignal | null;
  readonly #question: string;
  readonly #boundary: string;
  readonly actions: FixAction['action'][] = [];
  base: readonly ModelTurn[] = [];

  constructor(model: Model, signal: AbortSignal | null, question: string, boundary: string) {
    this.#model = model;
    this.#signal = signal;
    this.#question = question;
    this.#boundary = boundary;
  }

  async ask(history: readonly ModelTurn[]): Promise<Said> {
    const answered = await this.#model.ask({
      system: FIX_PROMPT.system,
      user: this.#question,
      history,
      schemaName: FIX_PROMPT.schemaName,
      schema: fixActionSchema,
      ...(this.#signal === null ? {} : { signal: this.#signal }),
    });
    if (!answered.ok)
      return { action: null, reason: `${answered.reason}: ${cleanText(answered.detail).slice(0, 300)}` };
    this.actions.push(answered.answer.action);
    return { action: answered.answer, reason: null };
  }

  /** The answer, and what came of it as data between boundary lines. */
  turns(action: FixAction, found: string): ModelTurn[] {
    const inside = found.replaceAll(this.#boundary, '');
    const text = [`What ${action.action} found:`, this.#boundary, inside, this.#boundary].join('\n');
    return [
      { role: 'assistant', text: JSON.stringify(action) },
      { role: 'user', text },
    ];
  }
}

async function lookAround(tools: FixTools, talk: Talk): Promise<Said> {
  for (let round = 0; round < FIX_MODEL_LIMITS.roundsMax; round += 1) {
    const said = await talk.ask(talk.base);
    const { action } = said;
    if (action === null) return said;
    switch (action.action) {
      case 'propose_edits':
        return said;
      case 'give_up':
        return {
          action: null,
          reason: `The model gives up: ${cleanText(action.reason ?? '').slice(0, 300)}`,
        };
      default: {
        const found = await runTool(tools, { ...action, action: action.action });
        talk.base = [...talk.base, ...talk.turns(action, found)];
      }
    }
  }
  return { action: null, reason: `The model proposed nothing within ${FIX_MODEL_LIMITS.roundsMax} actions.` };
}

type FittedCandidate = { readonly candidate: FixCandidate | null; readonly refused: RefusedPatch | null };

/** A proposal that does not fit its file is sent back with what is wrong; what the edit policy refuses is not. */
async function fit(tools: FixTools, talk: Talk, proposed: FixAction): Promise<FittedCandidate> {
  let action = proposed;
  let history = talk.base;
  for (let left: number = FIX_MODEL_LIMITS.correctionsMax; ; left -= 1) {
    if (action.action !== 'propose_edits') return { candidate: null, refused: null };
    const fitted = await fitEdits(tools.code, action.edits);
    if (fitted.ok) return { candidate: candidateOf(action, fitted.edits), refused: null };
    if (fitted.rule !== null)
      return {
        candidate: null,
        refused: { origin: MODEL_ORIGIN, rule: fitted.rule, reason: fitted.complaint },
      };
    if (left === 0) return { candidate: null, refused: null };
    history = [...history, ...talk.turns(action, fitted.complaint)];
    const next = await talk.ask(history);
    if (next.action === null) return { candidate: null, refused: null };
    action = next.action;
  }
}

function candidateOf(action: FixAction, edits: FixCandidate['edits']): FixCandidate {
  const text = (value: string | null, lengthMax: number): string =>
    cleanText(value ?? '').slice(0, lengthMax);
  return {
    origin: MODEL_ORIGIN,
    title: text(action.title, FIX_MODEL_LIMITS.titleLengthMax) || 'Patch proposed by the model',
    description: text(action.description, FIX_MODEL_LIMITS.textLengthMax),
    prior: MODEL_PRIOR,
    edits,
  };
}

/** Three agreeing or half-agreeing samples are enough; when all of them differ two more are asked for. */
function samplesWanted(candidates: readonly FixCandidate[]): number {
  const changes = new Set(candidates.map(({ edits }) => JSON.stringify(edits.map(({ after }) => after))));
  const disagree = candidates.length >= FIX_MODEL_LIMITS.samples && changes.size === candidates.length;
  return disagree ? FIX_MODEL_LIMITS.samplesDisagreeing : FIX_MODEL_LIMITS.samples;
}
