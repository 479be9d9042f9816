import type { IntegrationParts } from './integration-parts.ts';
import { planTasks } from './plan-tasks.ts';
import { runTasks } from './run-tasks.ts';

const INTEGRATOR_LIMITS = {
  /** Between two looks: how late a tracker hears of a change at most. */
  intervalMs: 1_000,
  /** Lines of the activity planned in one transaction. */
  linesMax: 500,
  /** Between two looks at what is older than the log is kept. */
  pruneIntervalMs: 3_600_000,
} as const;

export type Integrator = {
  start(): void;
  /** Plans and does everything that is due now. */
  runOnce(): Promise<void>;
  stop(): Promise<void>;
};

/** Tells trackers what happened to linked issues. Several processes share the work. */
export function createIntegrator(parts: IntegrationParts): Integrator {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let prunedAt = 0;

  const runOnce = async (): Promise<void> => {
    const { linesMax } = INTEGRATOR_LIMITS;
    while ((await parts.tasks.planNext(planTasks, linesMax)) === linesMax);
    while ((await runTasks(parts)) > 0);
    if (parts.now() - prunedAt < INTEGRATOR_LIMITS.pruneIntervalMs) return;
    prunedAt = parts.now();
    await parts.tasks.prune();
    await parts.received.prune();
  };
  const runGuarded = async (): Promise<void> => {
    isRunning = true;
    try {
      await runOnce();
    } catch (error) {
      // What was not planned or done is still there for the next look.
      parts.logger.warn({ err: error }, 'Trackers could not be told; the next try is in a moment.');
    }
    isRunning = false;
  };
  return {
    start: () => {
      timer ??= setInterval(() => {
        if (!isRunning) running = runGuarded();
      }, INTEGRATOR_LIMITS.intervalMs);
    },
    runOnce,
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
