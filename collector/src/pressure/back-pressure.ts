import { BugSageError } from '@bugsage/core';
import { hysteresis } from './hysteresis.ts';
import { PRESSURE_LIMITS } from './limits.ts';

export type BackPressure = {
  /** Why nothing is taken just now: the event loop is late or memory short. The journal says itself when it is full. */
  readonly refusal: () => BugSageError | undefined;
  /** Seconds until the backlog will be gone at the speed of the last seconds, within 1 and 300. */
  readonly retryAfterSeconds: () => number;
  /** Whether the spool fills up, so that projects have to share what is left. */
  readonly isSpoolFilling: () => boolean;
  readonly eventLoopLagMs: () => number;
  start(): void;
  stop(): void;
};

export type PressureSignals = {
  /** Events acknowledged and not stored, and the position up to which they are. */
  readonly backlog: () => number;
  readonly stored: () => number;
  /** Share of the spool that is used, in [0, 1]. */
  readonly spoolShare: () => number;
  /** Share of the memory this process may take that it does take, from 0; above 1 it takes more. */
  readonly memoryShare: () => number;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
};

/** Watches how late the event loop is, how full the spool, and how fast the stores take what is in it. */
export function createBackPressure(signals: PressureSignals): BackPressure & { tick(): void } {
  const { lagRefuseMs, lagAcceptMs, lateLooks, tickMs, shareAbove, shareBelow } = PRESSURE_LIMITS;
  const isLate = hysteresis({ above: lagRefuseMs, below: lagAcceptMs });
  const isShort = hysteresis({
    above: PRESSURE_LIMITS.memoryRefuseShare,
    below: PRESSURE_LIMITS.memoryAcceptShare,
  });
  const isFilling = hysteresis({ above: shareAbove, below: shareBelow });
  const drain = createDrainRate();
  let timer: NodeJS.Timeout | undefined;
  let lastTickAt = signals.now();
  let isMemoryShort = false;
  const lags = Array.from({ length: lateLooks }, () => 0);
  const tick = (): void => {
    const at = signals.now();
    lags.shift();
    lags.push(Math.max(0, at - lastTickAt - tickMs));
    lastTickAt = at;
    drain.observe(at, signals.stored());
    isMemoryShort = isShort(signals.memoryShare());
  };
  return {
    tick,
    refusal: () => {
      const lastingMs = Math.min(...lags);
      if (isLate(lastingMs)) return overloaded(`${Math.round(lastingMs)} ms behind its work`);
      return isMemoryShort ? overloaded('using all the memory it may') : undefined;
    },
    retryAfterSeconds: () => {
      const { retryAfterSecondsMin, retryAfterSecondsMax, retryAfterSecondsUnknown } = PRESSURE_LIMITS;
      const perSecond = drain.perSecond();
      if (perSecond === 0) return retryAfterSecondsUnknown;
      const seconds = signals.backlog() / perSecond;
      return Math.min(retryAfterSecondsMax, Math.max(retryAfterSecondsMin, seconds));
    },
    isSpoolFilling: () => isFilling(signals.spoolShare()),
    eventLoopLagMs: () => lags.at(-1) ?? 0,
    start: () => {
      lastTickAt = signals.now();
      timer = setInterval(tick, tickMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** Events a second that were stored over the last seconds; 0 when none were. */
function createDrainRate(): { observe(at: number, stored: number): void; perSecond(): number } {
  const seen: { at: number; stored: number }[] = [];
  return {
    observe: (at, stored) => {
      seen.push({ at, stored });
      while ((seen[0]?.at ?? at) < at - PRESSURE_LIMITS.drainWindowMs) seen.shift();
    },
    perSecond: () => {
      const [oldest] = seen;
      const newest = seen.at(-1);
      if (oldest === undefined || newest === undefined || newest.at === oldest.at) return 0;
      return ((newest.stored - oldest.stored) / (newest.at - oldest.at)) * 1000;
    },
  };
}

function overloaded(how: string): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'overloaded',
    message: `The collector is ${how}. Send this again later.`,
    retryable: true,
  });
}
