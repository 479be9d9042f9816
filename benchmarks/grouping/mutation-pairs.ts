import type { NormalizedEvent } from '@bugsage/core';
import { isTogether, type KeyModel } from './keys/index.ts';
import { MUTATORS } from './mutators/index.ts';
import { Random } from './random.ts';

export type ClassScore = {
  readonly id: string;
  readonly name: string;
  readonly expected: 'same' | 'different';
  /** True for classes without one right answer: each has a counterpart that the same key would get wrong. */
  readonly isInformational: boolean;
  readonly pairs: number;
  /** Share of pairs that are kept together, or apart, as they should; one figure per key model, in their order. */
  readonly accuracy: readonly number[];
};

const DRAWS_PER_SEED = 3;

/** Every mutation class on every seed; deterministic. Classes without a pair are left out. */
export function scoreMutations(
  seeds: readonly NormalizedEvent[],
  models: readonly KeyModel[],
): readonly ClassScore[] {
  return MUTATORS.flatMap((mutator, number) => {
    const random = new Random(1000 + number);
    const right = models.map(() => 0);
    let pairs = 0;
    for (const seed of seeds) {
      for (let draw = 0; draw < DRAWS_PER_SEED; draw += 1) {
        const pair = mutator.mutate(seed, random, seeds);
        if (pair === null) continue;
        pairs += 1;
        for (const [index, model] of models.entries()) {
          const isRight = isTogether(model, ...pair) === (mutator.expected === 'same');
          right[index] = (right[index] ?? 0) + (isRight ? 1 : 0);
        }
      }
    }
    const { id, name, expected, isInformational = false } = mutator;
    return pairs === 0
      ? []
      : [
          {
            id,
            name,
            expected,
            isInformational,
            pairs,
            accuracy: right.map((count) => rounded(count / pairs)),
          },
        ];
  });
}

/** Mean over the classes of pairs that belong together, of those that do not, and the harmonic mean of both. */
export function macroScores(
  classes: readonly ClassScore[],
  model: number,
): { same: number; different: number; harmonic: number } {
  const mean = (expected: ClassScore['expected']): number => {
    const values = classes.filter((one) => one.expected === expected).map((one) => one.accuracy[model] ?? 0);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const [same, different] = [mean('same'), mean('different')];
  return {
    same: rounded(same),
    different: rounded(different),
    harmonic: rounded((2 * same * different) / (same + different)),
  };
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
