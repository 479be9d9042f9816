import { expect, it } from 'vitest';

import type { CapturedEvent } from '../public-types.ts';
import type { SendAnswer } from '../platform.ts';
import { freeMs } from './transport.ts';
import { createQueueItem } from './queue-item.ts';
import { type RateLimits, takeOverLimits } from './rate-limits.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

type Told = { status: number; rateLimits?: string; retryAfter?: string | null };

function answer({ status, rateLimits, retryAfter }: Told): SendAnswer {
  const headers = new Headers();
  if (typeof rateLimits === 'string') headers.set('X-Sentry-Rate-Limits', rateLimits);
  if (typeof retryAfter === 'string') headers.set('Retry-After', retryAfter);
  return { ok: status === 200, status, headers };
}

/** As the transport sees it. */
function waitMs(limitedUntilMs: RateLimits, category: 'error' | 'session'): number {
  const row = category === 'session' ? ['s', 'a'.repeat(32), NOW, { ok: 1 }] : undefined;
  const item = createQueueItem({ row, timestampMs: NOW } as unknown as CapturedEvent);
  return Math.max(freeMs({ limitedUntilMs }, item) - NOW, 0);
}

it.each([
  ['nothing on success', { status: 200 }, 0, 0],
  ['one category', { status: 200, rateLimits: '60:error:organization' }, 60_000, 0],
  ['several categories', { status: 429, rateLimits: '10:error;session:key:reason' }, 10_000, 10_000],
  ['all categories', { status: 200, rateLimits: '5::project' }, 5000, 5000],
  ['the longest of several', { status: 200, rateLimits: '5::key, 60:error:key,2:error:key' }, 60_000, 5000],
  ['fractions', { status: 200, rateLimits: '0.5:error:key' }, 500, 0],
  ['an unreadable number as 60 s', { status: 429, rateLimits: 'soon:error:key' }, 60_000, 0],
  ['no unknown category', { status: 429, rateLimits: '60:replay;span:key' }, 0, 0],
  ['sessions alone', { status: 200, rateLimits: '60:session:project:session_quota' }, 0, 60_000],
  ['the header before Retry-After', { status: 429, rateLimits: '5:error:key', retryAfter: '90' }, 5000, 0],
  ['Retry-After in seconds', { status: 429, retryAfter: '90' }, 90_000, 90_000],
  ['Retry-After of a 503', { status: 503, retryAfter: '7' }, 7000, 7000],
  ['no wait for a 503 without it', { status: 503 }, 0, 0],
  ['a 429 without any header as 60 s', { status: 429 }, 60_000, 60_000],
  ['a refused key', { status: 401 }, 60_000, 60_000],
])('reads %s', (_, told, errorMs, sessionMs) => {
  const limits: RateLimits = {};
  takeOverLimits(limits, answer(told), NOW);
  expect([waitMs(limits, 'error'), waitMs(limits, 'session')]).toEqual([errorMs, sessionMs]);
});

it('keeps the longer of two answers', () => {
  const limits: RateLimits = {};
  takeOverLimits(limits, answer({ status: 429, rateLimits: '60:error:key' }), NOW);
  takeOverLimits(limits, answer({ status: 429, rateLimits: '5:error:key' }), NOW + 1000);
  expect(waitMs(limits, 'error')).toBe(60_000);
});

it.each([
  ['120', 120_000],
  [new Date(NOW + 30_000).toUTCString(), 30_000],
  [new Date(NOW - 30_000).toUTCString(), 0],
  ['tomorrow', 60_000],
  ['', 60_000],
  [null, 60_000],
  ['0', 0],
  ['999999999', 24 * 3600 * 1000],
])('reads Retry-After %s', (retryAfter, expectedMs) => {
  const limits: RateLimits = {};
  takeOverLimits(limits, answer({ status: 429, retryAfter }), NOW);
  expect(waitMs(limits, 'error')).toBe(expectedMs);
});
