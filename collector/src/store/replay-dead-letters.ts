import type { DeadLetterStore } from '@bugsage/backends';

/** A person asks for a replay and watches: soon, but the table is asked all day. */
const POLL_MS = 1_000;
/** Together at most what one append may hold: 10 records of at most 6 MiB. */
const LETTERS_MAX = 10;

/**
 * Puts dead letters that somebody asked for back into the journal, under their own event ids. The letter itself goes
 * when its event is stored (docs/durability.md).
 */
export function replayDeadLetters(options: {
  deadLetters: Pick<DeadLetterStore, 'takeRequested'>;
  append: (payloads: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const take = async (): Promise<void> => {
    let taken = 0;
    try {
      taken = await options.deadLetters.takeRequested(LETTERS_MAX, options.append);
    } catch (error) {
      if (!stopped) options.onError(error);
    }
    schedule(taken > 0 ? 0 : POLL_MS);
  };
  const schedule = (delayMs: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = take();
    }, delayMs);
    timer.unref();
  };
  schedule(POLL_MS);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
