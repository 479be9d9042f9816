import type { Configuration, ModelGates } from '@bugsage/core';
import type { Case } from '../evidence/case.ts';
import type { Diagnosis } from './diagnosis.ts';

const DAY_MS = 86_400_000;
/** From this confidence on a class without a code fix is not worth a token. */
const CERTAIN_WITHOUT_MODEL = 0.75;

/** What a project may still spend, and on which issues; null is no bound. */
export type AnalysisBudget = {
  readonly tokensLeft: number | null;
  readonly usdLeft: number | null;
  /** Events of an issue, and days since it was last seen, between which a model is asked on its own accord. */
  readonly eventsMin?: number;
  readonly ageDaysMax?: number;
};

/** What the operator configured, made narrower by the project. */
export type GateSettings = {
  readonly tokensPerDay: number;
  readonly usdPerDay: number;
  readonly eventsMin: number;
  readonly ageDaysMax: number;
};

/** Counts are the project's to choose; money is the operator's, so that a project can only ask for less. */
export function gateSettingsOf(
  configuration: Pick<
    Configuration,
    | 'BUGSAGE_AI_BUDGET_TOKENS_PER_DAY'
    | 'BUGSAGE_AI_BUDGET_USD_PER_DAY'
    | 'BUGSAGE_AI_EVENTS_MIN'
    | 'BUGSAGE_AI_AGE_DAYS_MAX'
  >,
  { tokens_per_day: tokens, usd_per_day: usd, events_min: events, age_days_max: ageDays }: ModelGates,
): GateSettings {
  return {
    tokensPerDay: Math.min(configuration.BUGSAGE_AI_BUDGET_TOKENS_PER_DAY, tokens ?? Infinity),
    usdPerDay: Math.min(configuration.BUGSAGE_AI_BUDGET_USD_PER_DAY, usd ?? Infinity),
    eventsMin: events ?? configuration.BUGSAGE_AI_EVENTS_MIN,
    ageDaysMax: ageDays ?? configuration.BUGSAGE_AI_AGE_DAYS_MAX,
  };
}

export type GateInput = {
  readonly given: Case;
  readonly diagnosis: Diagnosis;
  readonly budget: AnalysisBudget;
  /** Unix milliseconds. */
  readonly now: number;
  /** A person asked: how often and how long ago it happened no longer counts, money still does. */
  readonly asked: boolean;
};

/**
 * Why no token is spent on a case; null when a model may be asked. In this order: the project's word, budget, classes no
 * code is at fault for, errors that happened too seldom, and errors nobody has seen for long.
 */
export function reasonNotToAsk({ given, diagnosis, budget, now, asked }: GateInput): string | null {
  const { model_gates: gates } = given.project;
  if (!gates.enabled) return 'not_asked: models are switched off in this project';
  if (budget.tokensLeft !== null && budget.tokensLeft <= 0)
    return 'budget: no tokens are left for this project today';
  if (budget.usdLeft !== null && budget.usdLeft <= 0)
    return 'budget: no money is left for this project today';
  const { classification, confidence_score: confidence } = diagnosis;
  if (classification === 'noise' && !gates.noise) return 'not_asked: the error is noise';
  if (classification === 'action_recommended' && confidence >= CERTAIN_WITHOUT_MODEL)
    return 'not_asked: the deterministic engine is certain that no code is at fault';
  if (asked) return null;
  const { event_count: events, last_seen: lastSeen } = given.issue;
  if (events < (budget.eventsMin ?? 1))
    return `not_asked: it happened ${events === 1 ? 'once' : `${events} times`}, a model is asked from ${budget.eventsMin} times on`;
  const ageDays = Math.floor((now - Date.parse(lastSeen)) / DAY_MS);
  return ageDays > (budget.ageDaysMax ?? Infinity) ? `not_asked: it was last seen ${ageDays} days ago` : null;
}
