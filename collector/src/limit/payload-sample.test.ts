import { describe, expect, it } from 'vitest';
import { createPayloadSample, type PayloadSample } from './payload-sample.ts';

const MINUTE = 60_000;
let pos = 0;

/** How many of `count` events of an issue are kept, as one committed batch. */
function store(
  sample: PayloadSample,
  count: number,
  at: { issueKey?: string; minute?: number } = {},
): number {
  const plan = sample.plan();
  const kept = Array.from({ length: count }, () =>
    plan.keeps({
      issueKey: at.issueKey ?? '1:a',
      receivedAt: (at.minute ?? 1) * MINUTE + 7,
      position: { collector: 'c', incarnation: 1, pos: (pos += 1) },
    }),
  );
  plan.advance();
  return kept.filter(Boolean).length;
}

describe('payload sample', () => {
  it('keeps everything up to the rate, in one batch or in many', () => {
    const sample = createPayloadSample(100);
    expect([store(sample, 60), store(sample, 40)]).toEqual([60, 40]);
    expect(store(sample, 1_000)).toBeLessThan(400);
  });

  it('keeps a number that grows with the logarithm of the flood', () => {
    // 100 + 100 * ln(100,000 / 100) = 791 expected; positions are fixed, so this is no matter of luck.
    const kept = store(createPayloadSample(100), 100_000);
    expect(kept).toBeGreaterThan(700);
    expect(kept).toBeLessThan(880);
  });

  it('spreads what it keeps over the flood', () => {
    const sample = createPayloadSample(100);
    const kept = Array.from({ length: 10 }, () => store(sample, 1_000));
    expect(kept.every((count) => count > 0)).toBe(true);
  });

  it('counts issues and minutes apart', () => {
    const sample = createPayloadSample(10);
    expect([
      store(sample, 10),
      store(sample, 10, { issueKey: '2:a' }),
      store(sample, 10, { minute: 2 }),
    ]).toEqual([10, 10, 10]);
  });

  it('counts an event of an older minute in the newest one', () => {
    const sample = createPayloadSample(10);
    store(sample, 10, { minute: 5 });
    expect(store(sample, 1_000, { minute: 4 })).toBeLessThan(150);
  });

  it('decides the same when a batch is tried again, whole or in halves', () => {
    const sample = createPayloadSample(5);
    const events = Array.from({ length: 400 }, (_, index) => ({
      issueKey: `1:${index % 3}`,
      receivedAt: MINUTE,
      position: { collector: 'c', incarnation: 3, pos: index },
    }));
    const first = sample.plan();
    const decided = events.map((event) => first.keeps(event));
    const again = sample.plan();
    expect(events.map((event) => again.keeps(event))).toEqual(decided);
    const halves = [events.slice(0, 150), events.slice(150)].flatMap((half) => {
      const plan = sample.plan();
      const kept = half.map((event) => plan.keeps(event));
      plan.advance();
      return kept;
    });
    expect(halves).toEqual(decided);
  });

  it('keeps everything at 0', () => {
    expect(store(createPayloadSample(0), 5_000)).toBe(5_000);
  });
});
