import { describe, expect, it } from 'vitest';
import { superviseEngine, type EngineProcess } from './supervise-engine.ts';

type Started = EngineProcess & { end(reason: string): void };

/** An engine without a process: what matters here is when it is started and given up. */
function engineMaker(script: (start: number) => 'runs' | 'fails' = () => 'runs') {
  const started: Started[] = [];
  let starts = 0;
  const waiting: (() => void)[] = [];
  const start = async (): Promise<EngineProcess> => {
    starts += 1;
    for (const wake of waiting.splice(0)) wake();
    if (script(starts) === 'fails') throw new Error('the port is taken');
    const ended = Promise.withResolvers<string>();
    const engine = {
      url: 'http://engine',
      ended: ended.promise,
      end: ended.resolve,
      stop: async () => ended.resolve('was asked to stop'),
    };
    started.push(engine);
    return engine;
  };
  const reached = async (count: number): Promise<void> => {
    if (starts >= count) return;
    await new Promise<void>((resolve) => waiting.push(resolve));
    await reached(count);
  };
  return { start, started, reached, starts: () => starts };
}

const QUICK = { pauseBaseMs: 0, pauseMaxMs: 0, restartsMax: 3 };

describe('supervision of an engine', () => {
  it('starts it again each time it ends, and not after a stop', async () => {
    const maker = engineMaker();
    const reasons: string[] = [];
    const engine = await superviseEngine({
      name: 'Engine',
      start: maker.start,
      onEnded: (reason) => reasons.push(reason),
      onFailure: (reason) => expect.unreachable(reason),
      limits: QUICK,
    });
    maker.started[0]?.end('killed');
    await maker.reached(2);
    await engine.stop();
    await engine.stop();
    expect(reasons).toEqual(['killed']);
    expect(maker.starts()).toBe(2);
  });

  it('gives up after the bound, with the last reason', async () => {
    const maker = engineMaker((start) => (start === 1 ? 'runs' : 'fails'));
    const given = Promise.withResolvers<string>();
    await superviseEngine({
      name: 'Engine',
      start: maker.start,
      onEnded: () => undefined,
      onFailure: given.resolve,
      limits: QUICK,
    });
    maker.started[0]?.end('killed');
    expect(await given.promise).toBe(
      'Engine did not start again: the port is taken. It was restarted 3 times in a row; giving up',
    );
    expect(maker.starts()).toBe(4);
  });

  it('forgets earlier restarts once it was stable', async () => {
    const maker = engineMaker();
    const engine = await superviseEngine({
      name: 'Engine',
      start: maker.start,
      onEnded: () => undefined,
      onFailure: (reason) => expect.unreachable(reason),
      limits: { ...QUICK, restartsMax: 1, stableAfterMs: -1 },
    });
    for (let round = 1; round <= 5; round += 1) {
      await maker.reached(round);
      // The supervisor hears of a start one turn after it happened.
      await new Promise((resolve) => setImmediate(resolve));
      maker.started[round - 1]?.end('killed');
    }
    await maker.reached(6);
    await engine.stop();
    expect(maker.starts()).toBe(6);
  });

  it('passes on what the first start throws', async () => {
    const maker = engineMaker(() => 'fails');
    const opened = superviseEngine({
      name: 'Engine',
      start: maker.start,
      onEnded: () => undefined,
      onFailure: () => undefined,
    });
    await expect(opened).rejects.toThrow('the port is taken');
    expect(maker.starts()).toBe(1);
  });
});
