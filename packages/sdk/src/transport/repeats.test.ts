import { expect, it } from 'vitest';

import type { CapturedEvent } from '../public-types.ts';
import { type QueueItem, createQueueItem } from './queue-item.ts';
import { createRepeats } from './repeats.ts';
import { createTokenBucket } from './token-bucket.ts';

function item(id: string, nowMs: number): QueueItem {
  return createQueueItem({ id, timestampMs: nowMs } as CapturedEvent);
}

it('counts into an event that waits, and starts a new one that waits longer after it was sent', () => {
  const repeats = createRepeats();
  const first = item('first', 0);
  expect(repeats.countInto('k', 0)).toBeUndefined();
  repeats.register('k', first);
  expect(repeats.countInto('k', 10)).toBe('first');
  expect(repeats.countInto('other', 10)).toBeUndefined();
  expect(first).toMatchObject({ repeats: 1, lastSeenMs: 10, holdUntilMs: 500 });
  first.frozen = true;
  expect(repeats.countInto('k', 100)).toBeUndefined();
  const second = item('second', 100);
  repeats.register('k', second);
  expect(second.holdUntilMs).toBe(2100);
  second.frozen = true;
  const third = item('third', 200);
  repeats.register('k', third);
  expect(third.holdUntilMs).toBe(4200);
  third.frozen = true;
  const muchLater = item('later', 600_000);
  repeats.register('k', muchLater);
  expect(muchLater.holdUntilMs).toBe(600_500);
});

it('forgets the oldest kinds', () => {
  const repeats = createRepeats();
  for (let kind = 0; kind < 201; kind += 1) repeats.register(String(kind), item(String(kind), 0));
  expect(repeats.countInto('0', 1)).toBeUndefined();
  expect(repeats.countInto('1', 1)).toBe('1');
});

it('lets a burst pass, then a steady rate', () => {
  const takeToken = createTokenBucket();
  const passed = (count: number, nowMs: number): number =>
    Array.from({ length: count }).filter(() => takeToken(nowMs)).length;
  expect(passed(300, 1_000_000)).toBe(100);
  expect(passed(300, 1_002_000)).toBe(10);
  expect(passed(1, 0)).toBe(0);
});
