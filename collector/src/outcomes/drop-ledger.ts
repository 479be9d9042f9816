import type { DropStore, HourOfDrops } from '@bugsage/backends';
import type { DropReason, Outcome } from '@bugsage/core';

/** How late a drop shows at most, and what a crash forgets. */
const FLUSH_INTERVAL_MS = 10_000;
const HOUR_MS = 3_600_000;
/** Rows that wait for Postgres: reasons and hours of projects. Above it the oldest are forgotten; metrics have them. */
const WAITING_MAX = 10_000;

export type DropLedger = {
  /** Notes a drop of a known project; everything else is for the metrics alone. */
  readonly record: (outcome: Outcome, quantity: number, projectId: number | null) => void;
  start(): void;
  /** Writes what is left. */
  stop(): Promise<void>;
};

/** Adds up in memory what projects lose, and writes it down every few seconds. */
export function createDropLedger(options: {
  readonly drops: Pick<DropStore, 'add'>;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}): DropLedger {
  const { drops, now, onError } = options;
  let waiting = new Map<string, HourOfDrops>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const note = (drop: HourOfDrops): void => {
    const key = `${drop.project_id} ${drop.hour} ${drop.reason}`;
    const events = (waiting.get(key)?.events ?? 0) + drop.events;
    waiting.set(key, { ...drop, events });
    const [oldest] = waiting.size > WAITING_MAX ? waiting.keys() : [];
    if (oldest !== undefined) waiting.delete(oldest);
  };
  const flush = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const taken = waiting;
    waiting = new Map();
    try {
      await drops.add([...taken.values()]);
    } catch (error) {
      for (const drop of taken.values()) note(drop);
      onError(error);
    }
  };
  const flushInTurn = (): Promise<void> => (flushing = flushing.then(flush));
  return {
    record: (outcome, quantity, projectId) => {
      if (outcome.kind === 'accepted' || projectId === null) return;
      const reason: DropReason = outcome.reason;
      note({ project_id: projectId, hour: Math.floor(now() / HOUR_MS) * HOUR_MS, reason, events: quantity });
    },
    start: () => {
      timer = setInterval(() => void flushInTurn(), FLUSH_INTERVAL_MS);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await flushInTurn();
    },
  };
}
