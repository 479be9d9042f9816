import { expect, test } from 'vitest';
import { attestation } from './attest.ts';
import { NO_PRECEDENTS } from './precedents.ts';
import type { Outcome, Relative, Summary } from './replay/plan.ts';

const NOTHING: Summary = { $: 'undefined' };

function outcome(result: Summary, effects: readonly string[] = [], after: Summary = [null]): Outcome {
  const rest = { errors: [], promise: false, trace: [], promised: [], returned: {}, reached: true };
  return { end: 'returned', result, effects, after, ...rest };
}

function relative(relation: Relative['relation'], result: Summary, more: Partial<Outcome> = {}): Relative {
  return { relation, path: '/1/0/name', about: ['onDone'], outcome: { ...outcome(result), ...more } };
}

test('a result that no value changes is right when it stays', () => {
  const whole = [relative('given', 7, { effects: ['onDone [7]'] }), relative('varied', 7)];
  expect(attestation(outcome(7), whole, NO_PRECEDENTS)).toContain('does not depend');
  expect(attestation(outcome(0), whole, NO_PRECEDENTS)).toBeNull();
});

test('what a function of many results gives for values it does not know is no answer for a missing one', () => {
  const whole = [relative('given', 20), relative('varied', 20)];
  expect(attestation(outcome(20), whole, { ...NO_PRECEDENTS, own: [0, 1, 20] })).toBeNull();
  expect(attestation(outcome(20), whole, { ...NO_PRECEDENTS, own: [20] })).toContain('does not depend');
});

test('truth is too easily the same', () => {
  const whole = [relative('given', true), relative('varied', true)];
  expect(attestation(outcome(true), whole, NO_PRECEDENTS)).toBeNull();
});

test('work beside the missing value must be done', () => {
  const log = { effects: ['log ["a"]'] };
  const whole = [relative('given', NOTHING, log), relative('varied', NOTHING, log)];
  expect(attestation(outcome(NOTHING, ['log ["a"]']), whole, NO_PRECEDENTS)).not.toBeNull();
  expect(attestation(outcome(NOTHING), whole, NO_PRECEDENTS)).toBeNull();
  expect(attestation(outcome(NOTHING, ['log ["a"]', 'log ["b"]']), whole, NO_PRECEDENTS)).toBeNull();
});

test('an item may be left out as the code itself would, with all others kept', () => {
  const whole = [relative('given', ['a', 'b']), relative('varied', ['x', 'b']), relative('left_out', ['b'])];
  expect(attestation(outcome(['b']), whole, NO_PRECEDENTS)).toContain('without that item');
  expect(attestation(outcome([]), whole, NO_PRECEDENTS)).toBeNull();
  expect(attestation(outcome(['', 'b']), whole, NO_PRECEDENTS)).toBeNull();
  // The other items count in spite of the one that is missing.
  const totals = [
    relative('given', { names: ['a'], total: 5 }),
    relative('varied', { names: ['x'], total: 5 }),
    relative('left_out', { names: [], total: 0 }),
  ];
  expect(attestation(outcome({ names: [], total: 0 }), totals, NO_PRECEDENTS)).toBeNull();
});

test('what the code gives elsewhere for nothing is right here', () => {
  const whole = [relative('given', 80), relative('varied', 4)];
  expect(attestation(outcome(0), whole, { ...NO_PRECEDENTS, results: [0] })).toContain('elsewhere');
  expect(attestation(outcome(1), whole, { ...NO_PRECEDENTS, results: [0] })).toBeNull();
});

test('without a call in which the value is there nothing is shown', () => {
  expect(attestation(outcome(0), [], { ...NO_PRECEDENTS, results: [0] })).toBeNull();
  expect(
    attestation(outcome([]), [], { ...NO_PRECEDENTS, results: [[]] }, { isFromOutside: true }),
  ).toContain('elsewhere');
});
