import { expect, test } from 'vitest';
import { logOfCalls, supersededByTests } from './log-of-calls.ts';
import { stepOf } from './step.ts';

test('calls of which the same is to be said share a line, in the order they came', () => {
  const right = { judgement: { verdict: 'asserted', reason: 'f gives 1 as before' }, log: '\n' } as const;
  const wrong = {
    judgement: { verdict: 'refuted', reason: 'it is still thrown' },
    log: 'TypeError: no\n',
  } as const;
  expect(logOfCalls([right, wrong, right])).toBe(
    '2 calls. Right: f gives 1 as before\nWrong: it is still thrown\nTypeError: no',
  );
});

test('made-up calls are left out, not failed, where a test makes the call', () => {
  const steps = [
    stepOf('tests_on_base', { status: 'failed', log: 'not ok' }),
    stepOf('reproduce', { status: 'failed', log: '58 calls were tried.' }),
    stepOf('reproduce', { status: 'passed', log: 'Call 3 that a test makes' }),
  ];
  const shown = supersededByTests(steps);
  expect(shown.map(({ status }) => status)).toEqual(['failed', 'skipped', 'passed']);
  expect(shown[1]?.log).toContain("A call that the repository's own tests make does");
  expect(shown[1]?.log).toContain('58 calls were tried.');
});
