export type Cleanup = {
  /** Remembers how to end what was just opened. */
  add(end: () => Promise<unknown>): void;
  /** Ends everything, newest first, even when one of them fails; throws what failed. */
  run(): Promise<void>;
};

export function createCleanup(): Cleanup {
  const ends: (() => Promise<unknown>)[] = [];
  return {
    add: (end) => ends.push(end),
    async run() {
      const failures: unknown[] = [];
      for (const end of ends.toReversed()) await end().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be cleaned up.');
    },
  };
}
