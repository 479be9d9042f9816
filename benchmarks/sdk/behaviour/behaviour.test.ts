import { describe, expect, it } from 'vitest';

import { findChromium } from '../../../packages/cli/test/sdk/chromium.ts';
import { CHECKS } from './checks.ts';
import { OURS } from './contestants.ts';
import { runChecks } from './run-checks.ts';

const chromium = findChromium();
/** Twelve seconds alone; the machine of the tests has other things to do. */
const TIMEOUT_MS = 240_000;

describe.skipIf(chromium === null)('behaviour in a page', () => {
  it.each(OURS)(
    '$name does all of it',
    async (contestant) => {
      const results = await runChecks(contestant, chromium ?? '');
      expect(CHECKS.length).toBeGreaterThanOrEqual(21);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
