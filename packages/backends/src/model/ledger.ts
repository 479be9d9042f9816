import type { ModelUsage } from '../ports/model.ts';
import { costOf, type TokenCounts } from './prices.ts';

/** What one question cost so far, over its calls. */
export type Ledger = {
  add(counts: TokenCounts, estimated: boolean): void;
  usage(): ModelUsage;
};

export function createLedger(model: string): Ledger {
  let inputTokens = 0;
  let outputTokens = 0;
  let cost: number | null = costOf(model, NO_TOKENS);
  let estimated = false;
  return {
    add: (counts, isEstimate) => {
      inputTokens += counts.inputTokens + counts.cacheReadTokens + counts.cacheWriteTokens;
      outputTokens += counts.outputTokens;
      const added = costOf(model, counts);
      cost = cost === null || added === null ? null : cost + added;
      estimated ||= isEstimate;
    },
    usage: () => ({
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      // Sums of binary fractions: a billionth of a dollar is far below any price.
      cost_usd: cost === null ? null : Math.round(cost * 1e9) / 1e9,
      estimated,
    }),
  };
}

/** For servers that do not say: Latin text has about 4 characters a token, code and other scripts fewer, so 3. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3);
}

const NO_TOKENS: TokenCounts = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
