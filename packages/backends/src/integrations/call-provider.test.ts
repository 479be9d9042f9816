import { describe, expect, it } from 'vitest';
import { pauseOf } from './call-provider.ts';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const seconds = NOW / 1_000;

describe('how long a service asks to be left alone', () => {
  it.each([
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': 'Thu, 26 Nov 2026 10:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': '999999999' }, 3_600_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds + 40) }, 40_000],
    [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': String(seconds + 40) }, null],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': String(seconds + 9) }, 9_000],
    [{ 'x-sentry-rate-limit-remaining': '0', 'x-sentry-rate-limit-reset': String(seconds + 2) }, 2_000],
    [{}, null],
  ])('%j', (headers, pauseMs) => {
    expect(pauseOf(new Headers(headers as Record<string, string>), NOW)).toBe(pauseMs);
  });
});
