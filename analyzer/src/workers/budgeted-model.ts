import { costOf, estimateTokens, type Model, type ModelCall, type ModelLedger } from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import type { GateSettings } from '../analyze/gates.ts';

/** The day a budget is for, rolling: midnight would double it for whoever works late. */
export const BUDGET_WINDOW_MS = 86_400_000;

/** A question may be sent again once and repaired once: the most calls one can take. */
const CALLS_PER_QUESTION = 3;

export type BudgetedModelOptions = {
  readonly model: Model;
  readonly ledger: ModelLedger;
  readonly configuration: Pick<Configuration, 'BUGSAGE_AI_MAX_TOKENS'>;
  /** Of the call's project. */
  readonly settings: Pick<GateSettings, 'tokensPerDay' | 'usdPerDay'>;
  readonly call: Pick<ModelCall, 'projectId' | 'issueId' | 'purpose'>;
};

/**
 * The same model within the budget of its project: the most a question can cost is set aside before it is asked, and
 * every answer stands in the ledger, those that failed too. Beyond the budget it answers `over_budget` and asks nobody.
 */
export function budgetedModel({ model, ledger, configuration, settings, call }: BudgetedModelOptions): Model {
  const budget = { tokens: settings.tokensPerDay, cost_usd: settings.usdPerDay };
  return {
    ...model,
    ask: async (question) => {
      const texts = [question.system, question.user, ...(question.history ?? []).map(({ text }) => text)];
      const input = estimateTokens(texts.join('')) * CALLS_PER_QUESTION;
      const output = configuration.BUGSAGE_AI_MAX_TOKENS * CALLS_PER_QUESTION;
      const price = { inputTokens: input, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: output };
      const id = await ledger.reserve({
        ...call,
        model: model.name,
        prompt: question.schemaName,
        most: { tokens: input + output, cost_usd: costOf(model.name, price) ?? 0 },
        budget,
        since: Date.now() - BUDGET_WINDOW_MS,
      });
      if (id === null) {
        const detail = 'The rest of the budget of this project for today does not cover the question.';
        const usage = { input_tokens: 0, output_tokens: 0, cost_usd: 0, estimated: false };
        return { ok: false, reason: 'over_budget', detail, usage };
      }
      const answered = await model.ask(question);
      await ledger.settle(id, answered.usage, answered.ok ? 'answered' : answered.reason);
      return answered;
    },
  };
}
