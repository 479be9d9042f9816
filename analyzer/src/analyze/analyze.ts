import type { Model, ModelUsage } from '@bugsage/backends';
import type { Analysis } from '@bugsage/core';
import type { Case } from '../evidence/case.ts';
import { checkCitations } from './citations.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis, FixCandidate } from './diagnosis.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { inputHash } from './input-hash.ts';
import { ROOT_CAUSE_PROMPT } from './prompts/root-cause-v1.ts';
import { allowedOf, type RefusedPatch } from './propose.ts';
import type { AnalysisBudget } from './gates.ts';
import { askModel } from './question/ask.ts';
import { patchOfAnswer } from './question/edits-of-answer.ts';
import { mergeAnswer } from './question/merge-answer.ts';

export type AnalyzeInput = {
  readonly case: Case;
  /** Null when none is configured. */
  readonly model: Model | null;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** What the project may still spend today. */
  readonly budget: AnalysisBudget;
  /** A new random UUID each time: the analysis's id, and the boundary of a question. */
  readonly createId: () => string;
  /** A person asked for it: how often and how long ago it happened does not keep a model from being asked. */
  readonly asked?: boolean;
  readonly signal?: AbortSignal;
};

export type AnalyzeResult = {
  readonly analysis: Analysis;
  /** Patches in order of trust, templates first, all within the edit policy. Not stored: see `proposeCandidates`. */
  readonly candidates: readonly FixCandidate[];
  /** Patches the edit policy kept back, for counting. */
  readonly refused: readonly RefusedPatch[];
};

/** The judge of an analysis and what the judging cost. */
type Judgement = {
  readonly diagnosis: Diagnosis;
  readonly byModel: boolean;
  readonly usage: ModelUsage | null;
  readonly fallbackReason: string | null;
  readonly dropped: number;
  readonly proposed: readonly FixCandidate[];
  readonly refused: readonly RefusedPatch[];
};

/**
 * Analyzes a case: the deterministic engine always, then a model when one is configured. A model that fails, is too
 * dear or cannot prove what it says leaves the engine's result, with the reason. Stores nothing.
 */
export async function analyzeCase(input: AnalyzeInput): Promise<AnalyzeResult> {
  const startedAt = input.now();
  const engine = await engineJudgement(input.case);
  const judged = input.model === null ? engine : await modelJudgement(input, input.model, engine);
  return {
    analysis: analysisOf(input, judged, startedAt),
    candidates: judged.proposed,
    refused: judged.refused,
  };
}

async function engineJudgement(given: Case): Promise<Judgement> {
  const diagnosis = await diagnose(given);
  const { candidates, refused } = allowedOf(given, diagnosis.candidates);
  const { evidence, dropped } = await checkCitations(given, diagnosis.evidence);
  return {
    diagnosis: { ...diagnosis, evidence: [...evidence], candidates },
    byModel: false,
    usage: null,
    fallbackReason: null,
    dropped,
    proposed: candidates,
    refused,
  };
}

async function modelJudgement(input: AnalyzeInput, model: Model, engine: Judgement): Promise<Judgement> {
  const asked = await askModel({
    given: input.case,
    diagnosis: engine.diagnosis,
    model,
    gate: { budget: input.budget, now: input.now(), asked: input.asked ?? false },
    boundary: `boundary-${input.createId()}`,
    signal: input.signal ?? null,
  });
  if (!asked.ok) return { ...engine, usage: asked.usage, fallbackReason: asked.reason };
  const merged = await mergeAnswer(input.case, engine.diagnosis, asked.answer);
  const patch = await patchOfAnswer(input.case, asked.answer);
  const withPatch: Judgement = {
    ...engine,
    usage: asked.usage,
    proposed: patch?.candidate ? [...engine.proposed, patch.candidate] : engine.proposed,
    refused: patch?.refused ? [...engine.refused, { origin: 'model', ...patch.refused }] : engine.refused,
  };
  // What cannot be proven is not believed, so neither is its patch.
  if (!merged.ok) return { ...engine, usage: asked.usage, fallbackReason: `unproven: ${merged.reason}` };
  return { ...withPatch, diagnosis: merged.diagnosis, byModel: true, dropped: merged.dropped };
}

function analysisOf(input: AnalyzeInput, judged: Judgement, startedAt: number): Analysis {
  const { case: given, model } = input;
  const { candidates: _candidates, rule, ...diagnosis } = judged.diagnosis;
  const finishedAt = input.now();
  const timestamp = new Date(finishedAt).toISOString();
  return {
    ...diagnosis,
    id: input.createId(),
    issue_id: given.issue.id,
    project_id: given.project.id,
    event_id: given.event.event_id,
    related_errors: given.population.similar.map(({ issue_id, title, reason }) => ({
      issue_id,
      title,
      reason,
    })),
    analysis_metadata: {
      engine: judged.byModel && model !== null ? model.provider : 'deterministic',
      engine_version: ENGINE_VERSION,
      rule,
      model: judged.byModel && model !== null ? model.name : null,
      prompt_version: judged.usage === null ? null : ROOT_CAUSE_PROMPT.version,
      input_hash: inputHash(given, model),
      input_tokens: judged.usage?.input_tokens ?? 0,
      output_tokens: judged.usage?.output_tokens ?? 0,
      cost_usd: judged.usage === null ? 0 : judged.usage.cost_usd,
      duration_ms: Math.max(0, finishedAt - startedAt),
      timestamp,
      fallback_reason: judged.fallbackReason,
      context_used: contextUsed(given),
      dropped_citations: judged.dropped,
    },
    created_at: timestamp,
  };
}

/** Every piece with its provenance: who could have written it. */
function contextUsed({ event, code, noCodeReason, population }: Case): string[] {
  const used = [
    'event (attacker-writable)',
    `breadcrumbs: ${event.breadcrumbs.length} (attacker-writable)`,
    ...(population.skews.length > 0 ? [`tag skews: ${population.skews.length} (counted by the server)`] : []),
    ...(population.releases.length > 0
      ? [`releases: ${population.releases.length} (counted by the server)`]
      : []),
    ...(population.similar.length > 0 ? [`similar issues: ${population.similar.length} (server)`] : []),
  ];
  if (code === null) return [...used, `no code: ${noCodeReason ?? 'unknown'}`];
  return [
    ...used,
    `frames in the repository: ${code.frames.length}`,
    `commit: ${code.commit}${code.commitExact ? '' : ' (newest, the release is not known)'}`,
    ...[...code.sources.keys()].map((path) => `file: ${path} (repository)`),
    ...(code.suspect === null ? [] : [`blame: ${code.suspect.path}:${code.suspect.line} (repository)`]),
    ...(code.suspects.length === 0 ? [] : [`suspect commits: ${code.suspects.length} (repository)`]),
  ];
}
