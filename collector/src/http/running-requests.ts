import { HTTP_LIMITS } from './limits.ts';

/** Counts requests between their arrival and their answer, so that a stopping server can wait for them. */
export type RunningRequests = {
  begin(): void;
  end(): void;
  /** Resolves when none runs, or when the grace of a stop is over. */
  drained(): Promise<void>;
};

export function createRunningRequests(graceMs: number = HTTP_LIMITS.closeGraceMs): RunningRequests {
  let count = 0;
  let emptied: (() => void) | undefined;
  return {
    begin: () => {
      count += 1;
    },
    end: () => {
      count -= 1;
      if (count === 0) emptied?.();
    },
    drained: () =>
      new Promise((resolve) => {
        if (count === 0) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, graceMs);
        emptied = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
