import { openSandbox } from '@bugsage/backends';
import { describe, expect, it } from 'vitest';
import { syntheticCases } from './cases.ts';
import { measureWrong } from './measure-wrong.ts';
import { WRONG_PATCHES } from './wrong-patches.ts';

const sandbox = await openSandbox({ kind: 'auto' });
if (sandbox.kind === 'none' && process.env['CI'] === 'true')
  throw new Error(`WRONG PATCHES NOT RUN: ${sandbox.reason ?? ''}`);

/** One case per way to be fooled; the benchmark runs all of them. */
const SMOKE = [
  'trap/renamed-field/shop',
  'trap/filter-for-find/shop',
  'trap/answer-shape-changed/shop',
  'condition-reads-through/shop',
  'hole-in-a-list/shop',
  'missing-await-of-list/shop',
  'python-none/shop',
  'python-key/shop',
];

describe('wrong patches', () => {
  it('are many, of cases that exist, in files that exist', () => {
    const patches = Object.entries(WRONG_PATCHES).flatMap(([id, list]) =>
      list.map(([path, find]) => ({ id, path, find })),
    );
    expect(patches.length).toBeGreaterThanOrEqual(50);
    const files = new Map(syntheticCases().map((one) => [one.id, one.files]));
    for (const { id, path, find } of patches)
      expect(files.get(id)?.[path]?.split(find), `${id} ${find}`).toHaveLength(2);
  });

  it.skipIf(sandbox.kind === 'none').each(SMOKE)('none of %s is verified', async (id) => {
    const measured = await measureWrong(id, sandbox);
    expect(measured.length).toBe(WRONG_PATCHES[id]?.length);
    expect(measured.filter(({ verdict }) => verdict === 'verified')).toEqual([]);
  });
});
