import type { ActivityStore } from '@bugsage/backends';
import type { Activity } from '@bugsage/core';
import type { Logger } from 'pino';
import { LIVE_LIMITS } from './limits.ts';

export type LiveFeed = {
  /** Resolves once every later line will come to `onLines`, in order, with how to stop. Some may come twice. */
  subscribe(onLines: (lines: readonly Activity[]) => void): Promise<() => void>;
  stop(): Promise<void>;
};

/** Looks at the activity while somebody listens: one question for all connections. */
export function createLiveFeed(activity: ActivityStore, logger: Logger): LiveFeed {
  const listeners = new Set<(lines: readonly Activity[]) => void>();
  let timer: NodeJS.Timeout | null = null;
  let seq: number | null = null;
  let isReading = false;
  let reading: Promise<void> = Promise.resolve();

  const readOnce = async (): Promise<void> => {
    isReading = true;
    try {
      for (;;) {
        if (seq === null) break;
        const lines: Activity[] = await activity.after(null, seq, LIVE_LIMITS.linesMax);
        if (lines.length === 0) break;
        seq = lines.at(-1)?.seq ?? seq;
        for (const listener of listeners) listener(lines);
      }
    } catch (error) {
      // Nobody misses a line: the next look goes on from the same place.
      logger.warn({ err: error }, 'The live stream waits for the database.');
    }
    isReading = false;
  };
  const pause = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    seq = null;
  };
  return {
    subscribe: async (onLines) => {
      listeners.add(onLines);
      // Before the subscriber reads what it missed: between the two no line may fall.
      seq ??= await activity.newestSeq();
      timer ??= setInterval(() => {
        if (!isReading) reading = readOnce();
      }, LIVE_LIMITS.pollIntervalMs);
      return () => {
        listeners.delete(onLines);
        if (listeners.size === 0) pause();
      };
    },
    stop: async () => {
      pause();
      listeners.clear();
      await reading;
    },
  };
}
