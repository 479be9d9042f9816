import { parseBusMessage } from '@bugsage/core';
import type { Bus } from '../ports/bus.ts';
import type { Sql } from '../postgres/postgres-client.ts';
import { pause } from './consume-loop.ts';

/** Messages handed over per round: a batch is published side by side. */
const BATCH_MAX = 200;
/** Bound of the delay when nobody wakes the relay: changes made by another process. */
const POLL_INTERVAL_MS = 250;
const FAILURE_PAUSE_MS = 1_000;

export type OutboxRelay = {
  /** Says that something was committed to the outbox. */
  wake(): void;
  /** Hands over everything that waits now; answers how many messages. Throws when bus or database are away. */
  runOnce(): Promise<number>;
  start(): void;
  /** Ends the loop; can be called twice. */
  stop(): Promise<void>;
};

/**
 * Moves messages from the outbox to the bus. A crash between publishing and deleting publishes again; the bus drops the
 * second by its id. Several relays share the rows (SKIP LOCKED).
 */
export function createOutboxRelay(options: {
  sql: Sql;
  bus: Bus;
  onError: (error: unknown) => void;
}): OutboxRelay {
  const stopping = new AbortController();
  let woken = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  const runOnce = (): Promise<number> => relayBatch(options.sql, options.bus);
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      try {
        if ((await runOnce()) === 0)
          await pause(POLL_INTERVAL_MS, AbortSignal.any([stopping.signal, woken.signal]));
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onError(error);
        await pause(FAILURE_PAUSE_MS, stopping.signal);
      }
    }
  };
  return {
    wake: () => woken.abort(),
    runOnce,
    start: () => {
      loop = run();
    },
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

async function relayBatch(sql: Sql, bus: Bus): Promise<number> {
  return sql.begin(async (transaction) => {
    const rows = await transaction<{ seq: number; id: string; subject: string; payload: unknown }[]>`
      SELECT seq, id, subject, payload FROM outbox ORDER BY seq LIMIT ${BATCH_MAX} FOR UPDATE SKIP LOCKED`;
    if (rows.length === 0) return 0;
    await bus.publish(rows.map(parseBusMessage));
    await transaction`DELETE FROM outbox WHERE seq = ANY(${rows.map((row) => row.seq)}::bigint[])`;
    return rows.length;
  });
}
