import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { LocatedBug } from './bugs.ts';
import { BUGS } from './bugs.ts';
import { findIssue, isFinal, isRight, isVerified, preferredFix, type Progress } from './progress.ts';
import { renderSummary, resultOf } from './result.ts';
import { renderBlock, renderChanges } from './view.ts';

const coupon = located('unknown-coupon', [35, 34]);
const payments = located('payments-down', [7]);
const issue = { id: 'i-1', title: `TypeError: ${coupon.message}`, status: 'detected', event_count: 1 };
const analysis = {
  root_cause: 'The lookup has no result.',
  confidence_score: 0.86,
  classification: 'code_fix',
  location: { path: 'server/pricing.js', line: 34 },
};
const fix = {
  id: 'f-1',
  status: 'ready' as const,
  title: 'Return early',
  code_diff: '',
  verification: { verdict: 'verified' as const, steps: [{ name: 'reproduce', status: 'passed' }] },
};
const complete: Progress = { bug: coupon, issue, analysis, fix };

describe('the issue of a bug', () => {
  test('is found by its message when it grew since the start', () => {
    expect(findIssue(coupon, [issue], new Map())).toBe(issue);
    expect(findIssue(coupon, [issue], new Map([['i-1', 1]]))).toBeNull();
    expect(findIssue(payments, [issue], new Map())).toBeNull();
  });
});

describe('a bug is final', () => {
  test.each([
    ['while its event may still come', { ...complete, issue: null, analysis: null, fix: null }, 1_000, false],
    ['when its event never came', { ...complete, issue: null, analysis: null, fix: null }, 61_000, true],
    ['without an analysis', { ...complete, analysis: null, fix: null }, 60_000, false],
    ['with a fix that is ready', complete, 0, true],
    ['while its fix is tested', { ...complete, fix: { ...fix, status: 'testing' as const } }, 60_000, false],
    ['soon after its analysis', { ...complete, fix: null }, 1_000, false],
    ['when no fix was proposed for long', { ...complete, fix: null }, 60_000, true],
    ['at once when only an operator can act', { ...complete, bug: payments, fix: null }, 0, true],
  ])('%s: %#', (_, progress, quietMs, expected) => {
    expect(isFinal(progress, quietMs)).toBe(expected);
  });
});

test('of several fixes the one that got furthest counts', () => {
  const failed = { ...fix, id: 'f-2', status: 'failed' as const };
  expect(preferredFix([failed, fix])?.id).toBe('f-1');
  expect(preferredFix([])).toBeNull();
});

test('the line of the cause is as right as the line that throws', () => {
  expect(isRight(complete)).toBe(true);
  const elsewhere = {
    ...complete,
    analysis: { ...analysis, location: { path: 'server/pricing.js', line: 3 } },
  };
  expect(isRight(elsewhere)).toBe(false);
});

test('only a verified verdict counts as verified', () => {
  const plausible = { ...fix, verification: { ...fix.verification, verdict: 'plausible' as const } };
  expect(isVerified(complete)).toBe(true);
  expect(isVerified({ ...complete, fix: plausible })).toBe(false);
});

describe('the view', () => {
  test('shows a block with every stage', () => {
    expect(renderBlock(complete).map(stripVTControlCharacters)).toEqual([
      "* TypeError: Cannot read properties of undefined (reading 'minimum')",
      '    a visitor applies a mistyped coupon code (server)',
      '    issue     detected, 1 event',
      '    analysis  server/pricing.js:34, confidence 0.86',
      '    fix       ready, verified (reproduce passed)',
    ]);
  });

  test('logs only what is new', () => {
    const before: Progress = { ...complete, fix: null };
    expect(renderChanges([before], [complete]).map(stripVTControlCharacters)).toEqual([
      'unknown-coupon       fix       ready, verified (reproduce passed)',
    ]);
  });

  test('prints nothing of an event that would move the cursor', () => {
    const hostile = { ...complete, issue: { ...issue, title: 'x\u001B[2Jy\nz' } };
    expect(stripVTControlCharacters(renderBlock(hostile)[0] ?? '')).toBe('* xy z');
  });
});

test('the exit code needs five right places and three verified fixes', () => {
  const wrong: Progress = { ...complete, analysis: null, fix: null };
  const five = Array.from({ length: 5 }, () => complete);
  expect(resultOf([...five, wrong]).exitCode).toBe(0);
  expect(resultOf([...five.slice(1), wrong]).exitCode).toBe(1);
  const unproven = five.map((progress, index) => (index < 2 ? progress : { ...progress, fix: null }));
  expect(resultOf(unproven)).toMatchObject({ rightPlaces: 5, verifiedFixes: 2, exitCode: 1 });
  expect(
    renderSummary(resultOf([...five, wrong]))
      .map(stripVTControlCharacters)
      .at(-1),
  ).toBe('5 of 6 analyzed at the right place, 5 fixes verified');
});

function located(id: string, linesAccepted: readonly number[]): LocatedBug {
  const bug = BUGS.find((candidate) => candidate.id === id);
  if (!bug) throw new Error(`There is no bug ${id}.`);
  return { ...bug, line: linesAccepted[0] ?? 0, linesAccepted };
}
