import { describe, expect, it } from 'vitest';
import { createBackPressure } from './back-pressure.ts';

function pressure() {
  const state = { now: 0, backlog: 0, stored: 0, spoolShare: 0, memoryShare: 0.5 };
  const built = createBackPressure({
    now: () => state.now,
    backlog: () => state.backlog,
    stored: () => state.stored,
    spoolShare: () => state.spoolShare,
    memoryShare: () => state.memoryShare,
  });
  /** The timer fires `lateMs` after its time, and `stored` more events are stored by then. */
  const turn = (lateMs: number, stored = 0): void => {
    state.now += 100 + lateMs;
    state.stored += stored;
    built.tick();
  };
  return { state, built, turn };
}

describe('back-pressure', () => {
  it('refuses when the event loop stays a second late, until it is half a second late', () => {
    const { built, turn } = pressure();
    for (const lateMs of [2_000, 2_000, 999, 2_000, 2_000]) {
      turn(lateMs);
      expect(built.refusal()).toBeUndefined();
    }
    turn(1_500);
    expect(built.refusal()).toMatchObject({ code: 'overloaded', retryable: true });
    expect(built.eventLoopLagMs()).toBe(1_500);
    turn(700);
    expect(built.refusal()).toMatchObject({ code: 'overloaded' });
    turn(0);
    expect(built.refusal()).toBeUndefined();
  });

  it('refuses when more memory is used than may be, until a tenth is free again', () => {
    const { built, state, turn } = pressure();
    const refused = [0.99, 1.01, 0.95, 0.91, 0.89, 0.95].map((share) => {
      state.memoryShare = share;
      turn(0);
      return built.refusal()?.code;
    });
    expect(refused).toEqual([undefined, 'overloaded', 'overloaded', 'overloaded', undefined, undefined]);
  });

  it('has projects share above 70 % of the spool, until it is below 60 %', () => {
    const { built, state } = pressure();
    const filling = [0.5, 0.69, 0.71, 0.65, 0.61, 0.59, 0.65].map((share) => {
      state.spoolShare = share;
      return built.isSpoolFilling();
    });
    expect(filling).toEqual([false, false, true, true, true, false, false]);
  });

  it('tells clients to wait as long as the backlog takes, within a second and five minutes', () => {
    const { built, state, turn } = pressure();
    state.backlog = 5_000;
    expect(built.retryAfterSeconds()).toBe(10);
    for (let tick = 0; tick < 20; tick += 1) turn(0, 100);
    expect(built.retryAfterSeconds()).toBeCloseTo(5);
    state.backlog = 10;
    expect(built.retryAfterSeconds()).toBe(1);
    state.backlog = 10_000_000;
    expect(built.retryAfterSeconds()).toBe(300);
    for (let tick = 0; tick < 200; tick += 1) turn(0);
    expect(built.retryAfterSeconds()).toBe(10);
  });
});
