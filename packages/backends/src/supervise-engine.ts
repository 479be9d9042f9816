import { BugSageError, describeError } from '@bugsage/core';

/** An engine's process. `ended` resolves with the reason, also when it was asked to stop. */
export type EngineProcess = {
  readonly url: string;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

export type SupervisedEngine = {
  readonly url: string;
  /** Ends the supervision, then the engine; can be called twice. */
  stop(): Promise<void>;
};

export type SupervisionLimits = {
  /** Restarts in a row after which the whole process should end: what fails this often needs a person. */
  readonly restartsMax: number;
  readonly pauseBaseMs: number;
  readonly pauseMaxMs: number;
  /** An engine that lived this long was well: the count of restarts begins again. */
  readonly stableAfterMs: number;
};

/**
 * More than five minutes of trying. Events are acknowledged from the journal all the while, which an early end would
 * stop; what does not heal in that time needs a person, and a service manager is told. The longest pause keeps an engine
 * whose disk has room again from being away for 5 s more.
 */
const LIMITS: SupervisionLimits = {
  restartsMax: 120,
  pauseBaseMs: 100,
  pauseMaxMs: 3_000,
  stableAfterMs: 30_000,
};

/**
 * Keeps an embedded engine running. `start` is called again when the process ends, and has to use the same port and
 * password each time: clients keep their URL and reconnect. The first start throws as `start` does.
 */
export async function superviseEngine(options: {
  readonly name: string;
  readonly start: () => Promise<EngineProcess>;
  /** Told of every end that nobody asked for. */
  readonly onEnded: (description: string) => void;
  /** Told once, when restarting was given up. */
  readonly onFailure: (description: string) => void;
  readonly limits?: Partial<SupervisionLimits>;
}): Promise<SupervisedEngine> {
  const limits = { ...LIMITS, ...options.limits };
  const stopping = new AbortController();
  let running = await options.start();
  const { url } = running;

  const restart = async (): Promise<void> => {
    const started = await options.start();
    if (started.url !== url) throw movedAway(options.name);
    running = started;
    // Asked to stop while it started: `stop` saw the former one.
    if (stopping.signal.aborted) await running.stop();
  };

  const watch = async (): Promise<void> => {
    let restarts = 0;
    let upSince = performance.now();
    for (;;) {
      let reason = await running.ended;
      while (!stopping.signal.aborted) {
        if (performance.now() - upSince > limits.stableAfterMs) restarts = 0;
        if (restarts === limits.restartsMax)
          return options.onFailure(`${reason}. It was restarted ${restarts} times in a row; giving up`);
        options.onEnded(reason);
        await pause(Math.min(limits.pauseMaxMs, limits.pauseBaseMs * 2 ** restarts), stopping.signal);
        if (stopping.signal.aborted) return;
        restarts += 1;
        upSince = performance.now();
        try {
          await restart();
          break;
        } catch (error) {
          reason = `${options.name} did not start again: ${describeError(error)}`;
          upSince = performance.now();
        }
      }
      if (stopping.signal.aborted) return;
    }
  };
  const watching = watch();

  return {
    url,
    stop: async () => {
      stopping.abort();
      await running.stop();
      await watching;
    },
  };
}

function movedAway(name: string): BugSageError {
  return new BugSageError({
    kind: 'internal',
    code: 'engine_moved',
    message: `${name} answers at another address than before, so nobody would find it.`,
  });
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, durationMs);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
