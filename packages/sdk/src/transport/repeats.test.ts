import { expect, it } from 'vitest';

import type { CapturedEvent } from '../public-types.ts';
import { type QueueItem, createQueueItem } from './queue-item.ts';
import { countInto, register } from './repeats.ts';
import { takeToken } from './token-bucket.ts';

function item(id: string, nowMs: number): QueueItem {
  return createQueueItem({ id, timestampMs: nowMs } as CapturedEvent);
}

it('counts into an event that waits, and starts a new one that waits longer after it was sent', () => {
  const client = { seen: new Map<string, QueueItem>() };
  const first = item('first', 0);
  expect(countInto(client, 'k', 0)).toBeUndefined();
  register(client, 'k', first);
  expect(countInto(client, 'k', 10)).toBe('first');
  expect(countInto(client, 'other', 10)).toBeUndefined();
  expect(first).toMatchObject({ repeats: 1, lastSeenMs: 10, holdUntilMs: 500 });
  first.frozen = true;
  expect(countInto(client, 'k', 100)).toBeUndefined();
  const second = item('second', 100);
  register(client, 'k', second);
  expect(second.holdUntilMs).toBe(2100);
  second.frozen = true;
  const third = item('third', 200);
  register(client, 'k', third);
  expect(third.holdUntilMs).toBe(4200);
  third.frozen = true;
  const muchLater = item('later', 600_000);
  register(client, 'k', muchLater);
  expect(muchLater.holdUntilMs).toBe(600_500);
});

it('begins anew after a storm of kinds', () => {
  const client = { seen: new Map<string, QueueItem>() };
  for (let kind = 0; kind < 201; kind += 1) register(client, String(kind), item(String(kind), 0));
  expect(countInto(client, '0', 1)).toBeUndefined();
  expect(countInto(client, '200', 1)).toBe('200');
  expect(client.seen.size).toBe(1);
});

it('lets a burst pass, then a steady rate', () => {
  const client = { spentUntilMs: 0 };
  const passed = (count: number, nowMs: number): number =>
    Array.from({ length: count }).filter(() => takeToken(client, nowMs)).length;
  expect(passed(300, 1_000_000)).toBe(100);
  expect(passed(300, 1_002_000)).toBe(10);
  expect(passed(1, 0)).toBe(0);
});
