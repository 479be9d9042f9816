import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('token bucket', () => {
  /** How many of `tries` events at `now` may pass. */
  const passing = (
    bucket: ReturnType<typeof createTokenBucket>,
    now: number,
    perMinute: number,
    tries: number,
  ) => {
    let passed = 0;
    for (let index = 0; index < tries; index += 1) {
      if (!bucket.has(now, perMinute)) continue;
      bucket.take();
      passed += 1;
    }
    return passed;
  };

  it.each([
    ['starts with a minute of events', [[0, 60, 100, 60]]],
    [
      'refills evenly',
      [
        [0, 60, 60, 60],
        [500, 60, 5, 0],
        [1_000, 60, 5, 1],
        [11_000, 60, 50, 10],
      ],
    ],
    [
      'never holds more than a minute',
      [
        [0, 60, 10, 10],
        [3_600_000, 60, 100, 60],
      ],
    ],
    [
      'refills nothing when the clock jumps back',
      [
        [60_000, 60, 60, 60],
        [0, 60, 5, 0],
        [60_000, 60, 5, 0],
        [61_000, 60, 5, 1],
      ],
    ],
    ['has no limit at 0', [[0, 0, 1_000, 1_000]]],
    [
      'obeys a lower limit at once',
      [
        [0, 60, 10, 10],
        [0, 5, 50, 5],
      ],
    ],
    [
      'obeys a higher limit as it refills',
      [
        [0, 6, 6, 6],
        [0, 60, 5, 0],
        [1_000, 60, 5, 1],
      ],
    ],
    [
      'starts full when a limit is set for the first time',
      [
        [0, 0, 100, 100],
        [0, 3, 5, 3],
      ],
    ],
    [
      'lets slow limits through in the end',
      [
        [0, 1, 5, 1],
        [59_000, 1, 5, 0],
        [60_000, 1, 5, 1],
      ],
    ],
  ] as const)('%s', (_, steps) => {
    const bucket = createTokenBucket();
    expect(steps.map(([now, perMinute, tries]) => passing(bucket, now, perMinute, tries))).toEqual(
      steps.map(([, , , passed]) => passed),
    );
  });

  it.each([
    ['a tenth of a minute', 600, 6],
    ['a whole event at least', 1, 60],
    ['a whole second at least', 1_000_000, 6],
  ])('tells clients to wait for %s', (_, perMinute, seconds) => {
    const bucket = createTokenBucket();
    passing(bucket, 0, perMinute, perMinute);
    expect([bucket.has(0, perMinute), bucket.retryAfterSeconds()]).toEqual([false, seconds]);
  });
});
