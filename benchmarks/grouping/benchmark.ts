import type { NormalizedEvent } from '@bugsage/core';
import { scoreClustering, type ClusteringScores } from './clustering-scores.ts';
import { KEY_MODELS } from './keys/index.ts';
import { macroScores, scoreMutations, type ClassScore } from './mutation-pairs.ts';
import type { BugTrace } from './seeds/defects4j.ts';

export type MutationResult = {
  readonly seeds: number;
  readonly classes: readonly ClassScore[];
  /** One entry per model. */
  readonly macro: readonly { readonly same: number; readonly different: number; readonly harmonic: number }[];
};

export type ClusteringResult = {
  readonly traces: number;
  readonly bugs: number;
  readonly scores: readonly ClusteringScores[];
};

/** `benchmarks/results/grouping.json`. The parts over recorded data are null where the data was not there. */
export type GroupingResult = {
  readonly date: string;
  readonly command: string;
  readonly models: readonly string[];
  readonly own: MutationResult;
  readonly recorded: MutationResult | null;
  readonly bugTraces: ClusteringResult | null;
};

export function runMutations(seeds: readonly NormalizedEvent[]): MutationResult {
  const classes = scoreMutations(seeds, KEY_MODELS);
  return { seeds: seeds.length, classes, macro: KEY_MODELS.map((_, model) => macroScores(classes, model)) };
}

/** Traces whose keys intersect, directly or over others, are one group. */
export function runClustering(traces: readonly BugTrace[]): ClusteringResult {
  const truth = traces.map(({ bug }) => bug);
  const scores = KEY_MODELS.map(({ keysOf }) =>
    scoreClustering(truth, joined(traces.map(({ event }) => keysOf(event)))),
  );
  return { traces: traces.length, bugs: new Set(truth).size, scores };
}

/** The first key that has a group wins, and brings its other keys along: as issues are found. */
function joined(keys: readonly (readonly string[])[]): readonly string[] {
  const groups = new Map<string, string>();
  return keys.map((own, index) => {
    const group = own.map((key) => groups.get(key)).find((known) => known !== undefined) ?? String(index);
    for (const key of own) if (!groups.has(key)) groups.set(key, group);
    return group;
  });
}
