import { describe, expect, it } from 'vitest';
import { DEFAULT_MODELS } from './default-models.ts';
import { costOf } from './prices.ts';

const million = {
  inputTokens: 1_000_000,
  cacheReadTokens: 1_000_000,
  cacheWriteTokens: 1_000_000,
  outputTokens: 1_000_000,
};

describe('costOf', () => {
  it.each([
    ['claude-sonnet-5-5', 2 + 0.2 + 2.5 + 10],
    ['claude-opus-4-5-20251101', 5 + 0.5 + 6.25 + 25],
    ['gpt-4o-2024-08-06', 2.5 + 1.25 + 2.5 + 10],
    ['gpt-5-mini', 0.25 + 0.025 + 0.25 + 2],
  ])('prices each kind of token of %s', (model, dollars) => {
    expect(costOf(model, million)).toBeCloseTo(dollars, 9);
  });

  it.each(['llama3.3', 'claude-haiku-5-5', 'gpt-5-mini-turbo', '', 'constructor'])(
    'does not know %j',
    (model) => {
      expect(costOf(model, million)).toBeNull();
    },
  );

  it.each(Object.values(DEFAULT_MODELS))('knows the default model %s', (model) => {
    expect(costOf(model, million)).toBeGreaterThan(0);
  });
});
