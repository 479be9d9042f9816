import type { RegroupStore } from '@bugsage/backends';
import type { Logger } from 'pino';
import type { Sweep } from './sweep-accounts.ts';

const INTERVAL_MS = 60 * 60_000;

/** Forgets moves of events that are gone, at the start and every hour; safe to do side by side. */
export function sweepMoves(options: {
  readonly regroup: Pick<RegroupStore, 'forgetMoves'>;
  readonly retentionDays: number;
  readonly logger: Logger;
}): Sweep {
  const { regroup, retentionDays, logger } = options;
  const runOnce = async (): Promise<void> => {
    try {
      const moves = await regroup.forgetMoves(retentionDays);
      if (moves > 0) logger.info({ moves }, 'moves of events that are gone were forgotten');
    } catch (error) {
      logger.warn({ error }, 'old moves of events could not be forgotten; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void runOnce(), INTERVAL_MS);
  timer.unref();
  return { runOnce, stop: () => clearInterval(timer) };
}
