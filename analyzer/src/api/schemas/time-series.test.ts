import { describe, expect, it } from 'vitest';
import { API_LIMITS } from '../limits.ts';
import { timeRange } from './time-series.ts';

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8, 9);

describe('time ranges', () => {
  it.each([
    [1, 60],
    [24, 900],
    [7 * 24, 3_600],
    [30 * 24, 21_600],
    [90 * 24, 86_400],
  ])('shows %d hours in buckets of %d seconds', (hours, bucketSeconds) => {
    expect(timeRange(hours, NOW).bucketSeconds).toBe(bucketSeconds);
  });

  it('starts on a full bucket, covers all hours and stays within the bound', () => {
    for (let hours = 1; hours <= API_LIMITS.timelineHoursMax; hours += 1) {
      const { from, to, bucketSeconds } = timeRange(hours, NOW);
      expect(from % (bucketSeconds * 1_000)).toBe(0);
      expect(from).toBeLessThanOrEqual(NOW - hours * 3_600_000);
      expect((to - from) / (bucketSeconds * 1_000)).toBeLessThanOrEqual(API_LIMITS.bucketsMax + 1);
    }
  });
});
