/** Counts of events that will never arrive, by reason, until a delivered batch has told the server. */
export type Lost = {
  count: (reason: string, events?: number) => void;
  /** What is not yet told. */
  read: () => Record<string, number>;
  /** Forgets what a delivered batch has told. */
  told: (counts: Record<string, number>) => void;
};

export function createLost(): Lost {
  const counts = new Map<string, number>();
  const add = (reason: string, events: number): void => {
    const sum = (counts.get(reason) ?? 0) + events;
    if (sum > 0) counts.set(reason, sum);
    else counts.delete(reason);
  };
  return {
    count: (reason, events = 1) => add(reason, events),
    read: () => Object.fromEntries(counts),
    told: (toldCounts) => {
      for (const [reason, events] of Object.entries(toldCounts)) add(reason, -events);
    },
  };
}
