import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type MutatedCopy } from './mutated-copy.ts';
import { MUTANTS } from './mutants.ts';

/** What needs real engines takes its time; `BUGSAGE_FAULTS=full` runs it too. */
const NEEDS_ENGINES = new Set(['collector/test/writer.test.ts']);
const chosen = MUTANTS.filter(
  (mutant) => process.env['BUGSAGE_FAULTS'] === 'full' || !NEEDS_ENGINES.has(mutant.tests),
);

describe('a mistake that would lose or repeat events', () => {
  let copy: MutatedCopy;
  beforeAll(async () => {
    copy = await copySources();
  });
  afterAll(() => copy.remove());

  it.each(chosen)(
    '$name is noticed by $tests',
    async (mutant) => {
      const { survives, output } = await copy.survives(mutant);
      expect(survives, output).toBe(false);
      // A test that could not run at all would look like one that noticed.
      expect(output).toMatch(/Tests +.*\d+ failed/);
      process.stdout.write(`mutant "${mutant.name}": caught by ${mutant.tests}\n`);
    },
    120_000,
  );
});
