/** Tokens of one call as the provider bills them. The four parts do not overlap. */
export type TokenCounts = {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
};

/** US dollars per million tokens, standard tier. */
type Price = {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
};

/** Day the table was last looked through; docs/decisions/models.md names the sources. */
export const PRICES_CHECKED_AT = '2026-11-23';

function price(input: number, output: number, cacheRead: number, cacheWrite: number): Price {
  return { input, output, cacheRead, cacheWrite };
}

/**
 * List prices below each model's long-context threshold. A model that is not here costs `null`, never zero. Left out on
 * purpose: models whose price depends on the length of the prompt within our bounds (Claude Haiku 5.5). Where sources
 * disagree about cached input, the higher price stands, because a budget that stops early is the smaller harm.
 */
const PRICES: ReadonlyMap<string, Price> = new Map([
  ['claude-fable-5-1', price(10, 50, 1, 12.5)],
  ['claude-opus-5-5', price(4, 20, 0.4, 5)],
  ['claude-opus-5', price(5, 25, 0.5, 6.25)],
  ['claude-opus-4-8', price(5, 25, 0.5, 6.25)],
  ['claude-opus-4-7', price(5, 25, 0.5, 6.25)],
  ['claude-opus-4-6', price(5, 25, 0.5, 6.25)],
  ['claude-opus-4-5', price(5, 25, 0.5, 6.25)],
  ['claude-sonnet-5-5', price(2, 10, 0.2, 2.5)],
  ['claude-sonnet-5', price(2, 10, 0.2, 2.5)],
  ['claude-sonnet-4-6', price(3, 15, 0.3, 3.75)],
  ['claude-sonnet-4-5', price(3, 15, 0.3, 3.75)],
  ['claude-haiku-4-5', price(1, 5, 0.1, 1.25)],
  ['gpt-6.1-sol', price(2, 10, 0.1, 2.5)],
  ['gpt-6.1-terra', price(1, 5, 0.05, 1.25)],
  ['gpt-6-sol', price(2, 10, 0.2, 2.5)],
  ['gpt-6-luna', price(0.1, 0.5, 0.01, 0.125)],
  ['gpt-5.4', price(2.5, 15, 0.25, 2.5)],
  ['gpt-5.4-mini', price(0.75, 4.5, 0.075, 0.75)],
  ['gpt-5.2', price(1.75, 14, 0.175, 1.75)],
  ['gpt-5.1', price(1.25, 10, 0.125, 1.25)],
  ['gpt-5', price(1.25, 10, 0.125, 1.25)],
  ['gpt-5-mini', price(0.25, 2, 0.025, 0.25)],
  ['gpt-5-nano', price(0.05, 0.4, 0.005, 0.05)],
  ['gpt-4.1', price(2, 8, 0.5, 2)],
  ['gpt-4.1-mini', price(0.4, 1.6, 0.1, 0.4)],
  ['gpt-4.1-nano', price(0.1, 0.4, 0.025, 0.1)],
  ['gpt-4o', price(2.5, 10, 1.25, 2.5)],
  ['gpt-4o-mini', price(0.15, 0.6, 0.075, 0.15)],
]);

/** US dollars of a call; null when the price of the model is not known. Dated snapshots cost what their alias costs. */
export function costOf(model: string, counts: TokenCounts): number | null {
  const found = PRICES.get(model) ?? PRICES.get(model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, ''));
  if (found === undefined) return null;
  const perMillion =
    counts.inputTokens * found.input +
    counts.cacheReadTokens * found.cacheRead +
    counts.cacheWriteTokens * found.cacheWrite +
    counts.outputTokens * found.output;
  return perMillion / 1_000_000;
}
