import type { NormalizedEvent } from '@bugsage/core';
import { scoreClustering, type ClusteringScores } from './clustering-scores.ts';
import { FURTHER_KEYS, KEY_MODELS } from './keys/index.ts';
import { macroScores, scoreMutations, type ClassScore } from './mutation-pairs.ts';
import type { BugTrace } from './seeds/defects4j.ts';

export type MutationResult = {
  readonly seeds: number;
  readonly classes: readonly ClassScore[];
  /** One entry per model, over all classes. */
  readonly macro: readonly MacroScores[];
  /** The same without the classes that have no one right answer. */
  readonly macroDecided: readonly MacroScores[];
};

type MacroScores = { readonly same: number; readonly different: number; readonly harmonic: number };

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
  readonly furtherKeys: FurtherKeysResult;
};

export type FurtherKeysResult = {
  readonly models: readonly string[];
  readonly classes: readonly ClassScore[];
  readonly macro: readonly MacroScores[];
  readonly bugTraces: readonly ClusteringScores[] | null;
};

export function runMutations(seeds: readonly NormalizedEvent[], models = KEY_MODELS): MutationResult {
  const classes = scoreMutations(seeds, models);
  const decided = classes.filter(({ isInformational }) => !isInformational);
  return {
    seeds: seeds.length,
    classes,
    macro: models.map((_, model) => macroScores(classes, model)),
    macroDecided: models.map((_, model) => macroScores(decided, model)),
  };
}

/** Our key with one more: over own seeds, and over the traces of real bugs where they are. */
export function runFurtherKeys(
  seeds: readonly NormalizedEvent[],
  traces: readonly BugTrace[],
): FurtherKeysResult {
  const result = runMutations(seeds, FURTHER_KEYS);
  return {
    models: FURTHER_KEYS.map(({ name }) => name),
    classes: result.classes.filter(({ id }) => FURTHER_KEY_CLASSES.includes(id)),
    macro: result.macro,
    bugTraces: traces.length === 0 ? null : runClustering(traces, FURTHER_KEYS).scores,
  };
}

/** Classes that a further key changes, each beside its counterpart. */
const FURTHER_KEY_CLASSES: readonly string[] = ['M11', 'M5c', 'N8', 'M13', 'N9', 'M15', 'N10', 'N6'];

/** Traces whose keys intersect, directly or over others, are one group. */
export function runClustering(traces: readonly BugTrace[], models = KEY_MODELS): ClusteringResult {
  const truth = traces.map(({ bug }) => bug);
  const scores = models.map(({ keysOf }) =>
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
