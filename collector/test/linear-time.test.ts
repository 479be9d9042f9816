import type { JsonObject } from '@bugsage/core';
import { expect, test } from 'vitest';
import { normalize } from '../src/normalize/index.ts';
import { parseJsonObject } from '../src/receive/parse-json.ts';
import { scrub } from '../src/scrub/index.ts';
import { receivedOf } from './received-event.ts';
import { timeGrowth } from '@bugsage/core/testing';

const QUADRATIC_FROM = 3.2;
const SIZE = 64 * 1024;
const UNITS = [
  '.a',
  'a ',
  'a-',
  'token',
  'token=',
  'password:',
  '"',
  '\\"',
  '-----BEGIN',
  'eyJ',
  '4 ',
  '4',
  '://',
  'a@',
  '%22',
  'Bearer ',
  'sk-',
  '{',
  '%s',
  '{}',
  '\0',
  '\uD800',
  '?a=',
  '=',
] as const;

function eventFullOf(unit: string, size: number): JsonObject {
  const text = unit.repeat(size / unit.length);
  const frames = [{ function: text, filename: text, context_line: text, vars: { [text]: text } }];
  return {
    message: text,
    transaction: text,
    release: text,
    tags: { [text]: text },
    user: { id: text },
    extra: { [text]: text },
    request: { url: text, query_string: text, headers: { a: text }, data: text },
    breadcrumbs: [{ message: text, data: { a: text } }],
    exception: { values: [{ type: text, value: text, stacktrace: { frames } }] },
    logentry: { message: text, params: [text, text] },
  };
}

test.each(UNITS)('scrub of fields full of %j: twice the text, about twice the time', (unit) => {
  expect(timeGrowth((size) => scrub(eventFullOf(unit, size)), SIZE)).toBeLessThan(QUADRATIC_FROM);
});

test.each(UNITS)('normalize of fields full of %j', (unit) => {
  expect(timeGrowth((size) => normalize(receivedOf(eventFullOf(unit, size))), SIZE)).toBeLessThan(
    QUADRATIC_FROM,
  );
});

test.each(UNITS)('JSON that breaks off in a string full of %j', (unit) => {
  const broken = (size: number): Buffer => Buffer.from(`{"a":NaN,"b":"${unit.repeat(size / unit.length)}`);
  const growth = timeGrowth((size) => {
    expect(() => parseJsonObject(broken(size))).toThrow('The payload is not JSON.');
  }, SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});

test.each([
  [
    'keys',
    (size: number): JsonObject => ({
      extra: Object.fromEntries(Array.from({ length: size / 16 }, (_, index) => [`key${index}`, index])),
    }),
  ],
  ['array elements', (size: number): JsonObject => ({ extra: { a: Array.from({ length: size }, () => 1) } })],
  [
    'frames',
    (size: number): JsonObject => ({
      exception: {
        type: 'E',
        stacktrace: { frames: Array.from({ length: size / 16 }, () => ({ function: 'f', vars: { a: 1 } })) },
      },
    }),
  ],
  [
    'exceptions',
    (size: number): JsonObject => ({ exception: Array.from({ length: size / 16 }, () => ({ type: 'E' })) }),
  ],
  [
    'tags',
    (size: number): JsonObject => ({
      tags: Array.from({ length: size / 16 }, (_, index) => [`t${index}`, 'x']),
    }),
  ],
])('many %s', (_name, payloadOf) => {
  const growth = timeGrowth((size) => normalize(receivedOf(scrub(payloadOf(size)))), SIZE);
  expect(growth).toBeLessThan(QUADRATIC_FROM);
});
