import { expect, test } from 'vitest';
import { bs1 } from '../src/bs1/index.ts';
import { normFile } from '../src/bs1/norm-file.ts';
import { normFunction } from '../src/bs1/norm-function.ts';
import { normModule } from '../src/bs1/norm-module.ts';
import { fingerprint, parseFingerprintRules, parseStackTraceRules, similarityVector } from '../src/index.ts';
import { eventOf, exceptionOf, frameOf, mechanismOf } from './event.ts';
import { timeGrowth } from '@bugsage/core/testing';

const QUADRATIC_FROM = 3.2;
const SIZE = 64 * 1024;
const UNITS = [
  '.a',
  'a ',
  'a-',
  'token',
  '(',
  '=',
  '="',
  '1',
  '1.',
  ':',
  '0:',
  '-',
  '@',
  '/',
  '$$',
  '<',
  '{{ ',
  'f0',
  '\n',
  '“',
] as const;

test.each(UNITS)('an event full of %j: twice the text takes about twice the time', (unit) => {
  const growth = timeGrowth((size) => {
    const text = unit.repeat(size / unit.length);
    const frame = frameOf('', {
      function: text,
      abs_path: text,
      filename: text,
      module: text,
      context_line: text,
    });
    bs1.fingerprint(
      eventOf({
        transaction: text,
        client_fingerprint: [text],
        exceptions: [exceptionOf({ type: text, value: text, frames: [frame] })],
      }),
    );
    const mechanism = mechanismOf({ type: text, synthetic: true });
    const thrown = exceptionOf({ type: text, value: text, frames: [frame], mechanism });
    bs1.fingerprint(eventOf({ message: { template: null, formatted: text }, exceptions: [thrown] }));
    bs1.fingerprint(
      eventOf({ platform: 'java', exceptions: [exceptionOf({ type: text, value: text, frames: [frame] })] }),
    );
  }, SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});

test.each(UNITS)('names made of %j', (unit) => {
  const growth = timeGrowth((size) => {
    const text = unit.repeat(size / unit.length);
    normFile(text);
    normModule(text);
    normFunction(text, true);
    normFunction(text, false);
  }, SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});

const PATTERNS = ['*a*a*a*a*b', '**/a*/**/b', '?*?*?*c', '[a-z]*[a-z]*!', '*'.repeat(120)] as const;

test.each(PATTERNS)('a rule with the pattern %j on any message', (pattern) => {
  const fingerprintRules = parseFingerprintRules(`message:"${pattern}" path:"${pattern}" -> x`);
  const stackTraceRules = parseStackTraceRules(`path:"${pattern}" -app\nfunction:"${pattern}" ^-group`);
  if (!fingerprintRules.ok || !stackTraceRules.ok) throw new Error('The rules are right.');
  const rules = { fingerprint: fingerprintRules.rules, stackTrace: stackTraceRules.rules };
  const growth = timeGrowth((size) => {
    const text = 'a/'.repeat(size / 2);
    const frame = frameOf('', { function: text, abs_path: text, filename: text });
    fingerprint(eventOf({ exceptions: [exceptionOf({ value: text, frames: [frame] })] }), { rules });
  }, SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});

test.each(UNITS)('the vector of an event full of %j', (unit) => {
  const growth = timeGrowth((size) => {
    const text = unit.repeat(size / unit.length);
    similarityVector(
      eventOf({
        exceptions: [
          exceptionOf({ type: text, value: text, frames: [frameOf('', { function: text, abs_path: text })] }),
        ],
      }),
    );
  }, SIZE / 4);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});
