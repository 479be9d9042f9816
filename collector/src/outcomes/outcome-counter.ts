import type { DropReason, Outcome, Stage } from '@bugsage/core';

export type RecordOutcome = (outcome: Outcome, quantity: number) => void;

export type OutcomeCount = {
  readonly outcome: 'accepted' | 'dropped';
  readonly stage: Stage;
  readonly reason: DropReason | 'none';
  readonly count: number;
};

export type OutcomeCounter = { readonly record: RecordOutcome; counts(): OutcomeCount[] };

/** Counts where every event ended, since the start of the process. The words are closed lists, so the map is bounded. */
export function createOutcomeCounter(): OutcomeCounter {
  const counts = new Map<string, number>();
  return {
    record: (outcome, quantity) => {
      const key =
        outcome.kind === 'accepted' ? 'accepted store none' : `dropped ${outcome.stage} ${outcome.reason}`;
      counts.set(key, (counts.get(key) ?? 0) + quantity);
    },
    counts: () =>
      [...counts].map(([key, count]) => {
        const [outcome, stage, reason] = key.split(' ') as [
          OutcomeCount['outcome'],
          Stage,
          OutcomeCount['reason'],
        ];
        return { outcome, stage, reason, count };
      }),
  };
}
