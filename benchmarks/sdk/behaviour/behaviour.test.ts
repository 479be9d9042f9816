import { describe, expect, it } from 'vitest';

import { findChromium } from '../../../packages/cli/test/sdk/chromium.ts';
import { CHECKS } from './checks.ts';
import { CORE_WITH, OURS } from './contestants.ts';
import { runChecks } from './run-checks.ts';

const chromium = findChromium();
/** Twelve seconds alone; the machine of the tests has other things to do. */
const TIMEOUT_MS = 240_000;
/** What the core leaves to one part each. */
const NOT_IN_CORE = CORE_WITH.map(({ check }) => check);

describe.skipIf(chromium === null)('behaviour in a page', () => {
  it.each(OURS)(
    '$name does all of it',
    async (contestant) => {
      const results = await runChecks(contestant, chromium ?? '');
      expect(CHECKS.length).toBeGreaterThanOrEqual(21);
      const failed = results.filter(({ passed }) => !passed).map(({ check }) => check);
      expect(failed).toEqual(contestant.name.includes('core') ? NOT_IN_CORE : []);
    },
    TIMEOUT_MS,
  );

  it.each(CORE_WITH)(
    '$contestant.name does what that is for: $check',
    async ({ contestant, check }) => {
      const checks = CHECKS.filter(({ name }) => name === check);
      expect(await runChecks(contestant, chromium ?? '', checks)).toEqual([{ check, passed: true }]);
    },
    TIMEOUT_MS,
  );
});
