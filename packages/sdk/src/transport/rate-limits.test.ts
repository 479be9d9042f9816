import { expect, it } from 'vitest';

import { createRateLimits } from './rate-limits.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

it.each([
  ['nothing on success', { status: 200 }, 0, 0],
  ['one category', { status: 200, rateLimits: '60:error:organization' }, 60_000, 0],
  ['several categories', { status: 429, rateLimits: '10:error;default:key:reason' }, 10_000, 10_000],
  ['all categories', { status: 200, rateLimits: '5::project' }, 5000, 5000],
  ['the longest of several', { status: 200, rateLimits: '5::key, 60:error:key,2:error:key' }, 60_000, 5000],
  ['fractions', { status: 200, rateLimits: '0.5:error:key' }, 500, 0],
  ['an unreadable number as 60 s', { status: 429, rateLimits: 'soon:error:key' }, 60_000, 0],
  ['no unknown category', { status: 429, rateLimits: '60:replay;session:key' }, 0, 0],
  ['the header before Retry-After', { status: 429, rateLimits: '5:error:key', retryAfter: '90' }, 5000, 0],
  ['Retry-After in seconds', { status: 429, retryAfter: '90' }, 90_000, 90_000],
  ['Retry-After of a 503', { status: 503, retryAfter: '7' }, 7000, 7000],
  ['no wait for a 503 without it', { status: 503 }, 0, 0],
  ['a 429 without any header as 60 s', { status: 429 }, 60_000, 60_000],
  ['a refused key', { status: 401 }, 60_000, 60_000],
])('reads %s', (_, answer, errorMs, defaultMs) => {
  const limits = createRateLimits();
  limits.update(answer, NOW);
  const waitMs = (category: string): number => Math.max(limits.untilMs(category) - NOW, 0);
  expect([waitMs('error'), waitMs('default')]).toEqual([errorMs, defaultMs]);
});

it('keeps the longer of two answers', () => {
  const limits = createRateLimits();
  limits.update({ status: 429, rateLimits: '60:error:key' }, NOW);
  limits.update({ status: 429, rateLimits: '5:error:key' }, NOW + 1000);
  expect(limits.untilMs('error')).toBe(NOW + 60_000);
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
  const limits = createRateLimits();
  limits.update({ status: 429, retryAfter }, NOW);
  expect(Math.max(limits.untilMs('error') - NOW, 0)).toBe(expectedMs);
});
