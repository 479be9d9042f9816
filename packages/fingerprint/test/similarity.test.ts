import { describe, expect, test } from 'vitest';
import { cosineSimilarity, sharedFeatures, SIMILARITY_DIMENSIONS, similarityVector } from '../src/index.ts';
import { eventOf, exceptionOf, framesOf } from './event.ts';

const frames = framesOf(
  'main@/srv/shop/server.js:9',
  'checkout@/srv/shop/checkout.js:40',
  'total@/srv/shop/cart.js:3',
  'each@/srv/node_modules/lodash/each.js:1!',
);
const crash = exceptionOf({ type: 'TypeError', value: 'no price for item 4711', frames });
const eventOfCrash = (fields: Partial<typeof crash> = {}) =>
  eventOf({ platform: 'node', exceptions: [{ ...crash, ...fields }] });
const base = eventOfCrash();
const similarity = (other: Parameters<typeof similarityVector>[0]): number =>
  cosineSimilarity(similarityVector(base), similarityVector(other));

test('a vector has unit length, and events without anything have none', () => {
  const vector = similarityVector(base);
  expect(vector).toHaveLength(SIMILARITY_DIMENSIONS);
  expect(cosineSimilarity(vector, vector)).toBeCloseTo(1, 10);
  expect(similarityVector(eventOf({})).every((value) => value === 0)).toBe(true);
});

test('ids, lines, hosts and depth of recursion change nothing', () => {
  const other = eventOfCrash({
    value: 'no price for item 12',
    frames: [
      ...framesOf(
        'main@/app/shop/server.js:99',
        'checkout@/app/shop/checkout.js:1',
        'total@/app/shop/cart.js:5',
      ),
      ...framesOf('total@/app/shop/cart.js:5', 'each@/app/node_modules/lodash/each.js:1!'),
    ],
  });
  expect(similarity(other)).toBeCloseTo(1, 10);
});

describe('what is more alike has a greater cosine', () => {
  const otherMessage = eventOfCrash({ value: 'cannot apply voucher twice' });
  const otherCrash = eventOfCrash({
    frames: framesOf(
      'main@/srv/shop/server.js:9',
      'checkout@/srv/shop/checkout.js:40',
      'tax@/srv/shop/tax.js:3',
    ),
  });
  const unrelated = eventOf({
    platform: 'node',
    exceptions: [
      exceptionOf({
        type: 'RangeError',
        value: 'queue is closed already',
        frames: framesOf('drain@/srv/worker/drain.js:1', 'stop@/srv/worker/stop.js:7'),
      }),
    ],
  });

  test('same stack with another message, same message with another crash, nothing in common', () => {
    expect(similarity(otherMessage)).toBeGreaterThan(0.5);
    expect(similarity(otherMessage)).toBeLessThan(0.9);
    expect(similarity(otherCrash)).toBeGreaterThan(0.4);
    expect(similarity(otherCrash)).toBeLessThan(0.9);
    expect(Math.abs(similarity(unrelated))).toBeLessThan(0.25);
  });

  test('the evidence names what is shared', () => {
    const shared = sharedFeatures(base, otherCrash);
    expect(shared.map(({ text }) => text)).toContain('checkout.js|checkout');
    expect(shared.map(({ text }) => text)).not.toContain('cart.js|total');
    expect(shared.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(sharedFeatures(base, unrelated)).toEqual([]);
  });
});

test('two engines that word one error differently are alike', () => {
  const browser = (value: string) =>
    eventOf({
      exceptions: [exceptionOf({ type: 'TypeError', value, frames: framesOf('total@https://h/cart.js:1') })],
    });
  const [chrome, safari] = [
    similarityVector(browser("Cannot read properties of undefined (reading 'price')")),
    similarityVector(browser("undefined is not an object (evaluating 'cart.price')")),
  ];
  expect(cosineSimilarity(chrome, safari)).toBeCloseTo(1, 10);
});

test('vectors are stored: this one never changes', () => {
  const numbers = similarityVector(base).flatMap((value, index) =>
    value === 0 ? [] : [`${index}:${value.toFixed(4)}`],
  );
  expect(numbers.join(' ')).toMatchInlineSnapshot(
    `"0:0.2848 20:-0.3942 66:-0.0289 103:0.2477 112:0.2145 132:0.2477 147:-0.4290 149:0.2477 176:-0.2864 187:-0.2145 190:-0.2145 208:-0.2069 240:-0.1391 254:-0.3351"`,
  );
});
