import { rounded } from './mutation-pairs.ts';

export type ClusteringScores = {
  /** Of pairs: precision, recall, and their harmonic mean. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Adjusted Rand index: 1 is the true clustering, 0 is chance. */
  readonly adjustedRand: number;
  /** B-cubed F: precision and recall per item, robust to large clusters. */
  readonly bCubed: number;
  readonly groups: number;
};

/** Compares a clustering with the true one; `truth[i]` and `found[i]` name the clusters of item i. */
export function scoreClustering(truth: readonly string[], found: readonly string[]): ClusteringScores {
  const joint = counts(truth.map((name, index) => JSON.stringify([name, found[index]])));
  const trueSizes = counts(truth);
  const foundSizes = counts(found);
  const together = pairsOf(joint);
  const truePairs = pairsOf(trueSizes);
  const foundPairs = pairsOf(foundSizes);
  const all = choose(truth.length);
  const chance = (truePairs * foundPairs) / all;
  const precision = together / foundPairs;
  const recall = together / truePairs;
  let itemPrecision = 0;
  let itemRecall = 0;
  for (const [index, name] of truth.entries()) {
    const shared = joint.get(JSON.stringify([name, found[index]])) ?? 0;
    itemPrecision += shared / (foundSizes.get(found[index] ?? '') ?? 1) / truth.length;
    itemRecall += shared / (trueSizes.get(name) ?? 1) / truth.length;
  }
  return {
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded((2 * precision * recall) / (precision + recall)),
    adjustedRand: rounded((together - chance) / ((truePairs + foundPairs) / 2 - chance)),
    bCubed: rounded((2 * itemPrecision * itemRecall) / (itemPrecision + itemRecall)),
    groups: foundSizes.size,
  };
}

function counts(names: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return sizes;
}

function pairsOf(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + choose(size), 0);
}

function choose(size: number): number {
  return (size * (size - 1)) / 2;
}
