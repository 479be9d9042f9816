import type { IngestStore } from '@bugsage/backends';

const DAY_MS = 86_400_000;
/** Ids of one statement: some 20 ms, so that the writer's commit never waits long behind it. */
const COUNT_MAX = 5_000;
/** 30,000 ids a minute when there is a backlog, more than any project may send for long. */
const PAUSE_MS = 10_000;
const IDLE_PAUSE_MS = 600_000;

/**
 * The ledger of event ids is kept for a window (docs/durability.md) and no longer, or it would grow for ever. Failures
 * wait for the next turn: an id too many does no harm.
 */
export function forgetEventIds(options: {
  readonly ingest: Pick<IngestStore, 'forgetEventIds'>;
  readonly windowDays: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}): { runOnce(): Promise<number>; stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const runOnce = (): Promise<number> =>
    options.ingest.forgetEventIds(options.now() - options.windowDays * DAY_MS, COUNT_MAX);
  const take = async (): Promise<void> => {
    const forgotten = await runOnce().catch((error: unknown) => {
      options.onError(error);
      return 0;
    });
    schedule(forgotten === COUNT_MAX ? PAUSE_MS : IDLE_PAUSE_MS);
  };
  const schedule = (delayMs: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = take();
    }, delayMs);
    timer.unref();
  };
  schedule(PAUSE_MS);
  return {
    runOnce,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
