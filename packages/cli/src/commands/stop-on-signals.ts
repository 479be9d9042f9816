import { describeError } from '@bugsage/core';

export type Lifetime = {
  /** Registers a step of an orderly stop; steps run last to first. */
  onStop(step: () => Promise<void>): void;
  /** Stops because something broke; the exit code will be 1. */
  fail(description: string): void;
  /** Resolves with the exit code when everything is stopped. */
  readonly ended: Promise<number>;
};

/** Longest orderly stop. The journal makes an abrupt one safe, so nobody has to wait longer. */
const STOP_TIMEOUT_MS = 10_000;

/** SIGINT and SIGTERM stop in order, a second one at once. A signal during the start counts when the start is over. */
export function stopOnSignals(options: { onStopping: (reason: string) => void }): Lifetime {
  const steps: (() => Promise<void>)[] = [];
  const ended = Promise.withResolvers<number>();
  let stopping = false;

  const stop = async (reason: string, exitCode: number): Promise<void> => {
    if (stopping) process.exit(exitCode === 0 ? 130 : exitCode);
    stopping = true;
    options.onStopping(reason);
    const timer = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS);
    for (const step of steps.toReversed()) {
      await step().catch((error: unknown) =>
        process.stderr.write(`While stopping: ${describeError(error)}\n`),
      );
    }
    clearTimeout(timer);
    ended.resolve(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal, 0));
  return {
    onStop: (step) => {
      // Opened while a stop was under way: nobody else would close it.
      if (stopping) void step();
      else steps.push(step);
    },
    fail: (description) => {
      // The rest of a stop that is under way ends engines too; that is no failure.
      if (!stopping) void stop(description, 1);
    },
    ended: ended.promise,
  };
}
