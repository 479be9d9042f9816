/** A mistake that would cost somebody's events, and the tests that have to notice it. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  /** Has to occur exactly once, so that a mutant cannot go stale unseen. */
  readonly from: string;
  readonly to: string;
  readonly tests: string;
};

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'skip fdatasync',
    file: 'collector/src/journal/segment-writer.ts',
    from: 'await segment.file.writeDurably(group',
    to: 'await segment.file.write(group',
    tests: 'collector/test/journal-model.test.ts',
  },
  {
    name: 'ignore bytesWritten',
    file: 'collector/src/journal/segment-writer.ts',
    from: 'if (written === group.length) return;',
    to: 'if (failure === undefined) return;',
    tests: 'collector/test/journal.test.ts',
  },
  {
    name: 'answer before the log',
    file: 'collector/src/receive/append-events.ts',
    from: 'await append(events);',
    to: 'void append(events).catch(() => undefined);',
    tests: 'collector/test/receive-unavailable.test.ts',
  },
  {
    name: 'drop the anti-join',
    file: 'collector/src/store/store-batch.ts',
    from: 'options.triedBefore ? await options.events.presentPositions(range) : new Set<number>()',
    to: 'options.triedBefore && range.to < 0 ? new Set([range.from]) : new Set<number>()',
    tests: 'collector/test/writer.test.ts',
  },
  {
    name: 'trim before commit',
    file: 'collector/src/store/writer.ts',
    from: `    await storeOrHalve(records);
    inHand = undefined;`,
    to: `    await journal.trim((records.at(-1)?.pos ?? committed) + 1);
    await storeOrHalve(records);
    inHand = undefined;`,
    tests: 'collector/test/writer-trim.test.ts',
  },
];
