import type { ClientLoss } from '../receive/index.ts';

export type ClientLossCounter = {
  readonly record: (loss: ClientLoss) => void;
  readonly counts: () => ReadonlyMap<string, number>;
};

/** What clients say they dropped before it reached us. Not an outcome: those events never were ours. */
export function createClientLossCounter(): ClientLossCounter {
  const counts = new Map<string, number>();
  return {
    record: ({ reason, quantity }) => {
      counts.set(reason, (counts.get(reason) ?? 0) + quantity);
    },
    counts: () => counts,
  };
}
