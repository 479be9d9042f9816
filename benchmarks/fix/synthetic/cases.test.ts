import { diagnose } from '@bugsage/analyzer/analysis';
import { describe, expect, it } from 'vitest';
import { syntheticCases } from './cases.ts';
import { missedBy } from './measure-case.ts';
import { caseInMemory } from './open-case.ts';

const cases = syntheticCases();

describe('the synthetic cases', () => {
  it('are many, of every kind, each with its own name', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(
      new Set(['positive', 'trap', 'look-alike', 'injection', 'noise']),
    );
  });

  it.each(cases.map((one) => [one.id, one] as const))(
    '%s is explained, the same each time',
    async (_id, one) => {
      const given = await caseInMemory(one);
      const diagnosis = await diagnose(given);
      // What a trap needs is not on the crashing line; that the engine sees that is no promise.
      if (one.kind !== 'trap')
        expect({ missed: missedBy(one, diagnosis), cause: diagnosis.root_cause }).toEqual({
          missed: null,
          cause: diagnosis.root_cause,
        });
      if (one.checks !== null && one.kind !== 'trap') expect(diagnosis.candidates.length).toBeGreaterThan(0);
      if (one.kind === 'noise') expect(diagnosis.candidates).toEqual([]);
      expect(await diagnose(given)).toEqual(diagnosis);
    },
  );
});
