import { parseBusMessage, type BusMessage } from '@bugsage/core';
import type { Bus, ConsumeOptions, Subscription } from '../ports/bus.ts';
import type { Queryable, Sql } from '../postgres/postgres-client.ts';
import { pause, runConsumeLoop, type OpenDelivery } from './consume-loop.ts';

/** One id for all processes: sequence numbers must become visible in order, or a cursor would skip some. */
const PUBLISH_LOCK = 7_316_403;
/** Bound of a delivery's latency when the wake-up of another process is missed. */
const POLL_INTERVAL_MS = 500;
/** As long as JetStream keeps them here: a consumer that is away longer has other problems. */
const KEEP_DAYS = 7;

type DeliveryRow = { seq: number; id: string; subject: string; payload: unknown; deliveries: number };

/**
 * The in-process bus: a log of messages, durable consumers with a cursor, and deliveries with a lease, all in the
 * Postgres that is there anyway. A waiting consumer is woken in memory; other processes' messages are found by polling.
 */
export function openPostgresBus(sql: Sql): Bus {
  const wakeUps = new Set<() => void>();
  const subscriptions: Subscription[] = [];
  return {
    publish: async (messages) => {
      await publish(sql, messages);
      for (const wake of wakeUps) wake();
    },
    consume: async (options) => {
      await sql`INSERT INTO bus_consumers (name) VALUES (${options.consumer}) ON CONFLICT DO NOTHING`;
      const subscription = runConsumeLoop(options, async (signal) => {
        const delivery = await take(sql, options);
        if (delivery === null) await waitForWake(wakeUps, signal);
        return delivery;
      });
      subscriptions.push(subscription);
      return subscription;
    },
    close: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    },
  };
}

async function publish(sql: Sql, messages: readonly BusMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await sql.begin(async (transaction) => {
    await transaction`SELECT pg_advisory_xact_lock(${PUBLISH_LOCK})`;
    await transaction`
      INSERT INTO bus_messages (id, subject, payload)
      SELECT id, subject, payload::jsonb FROM unnest(
        ${messages.map((message) => message.id)}::text[], ${messages.map((message) => message.subject)}::text[],
        ${messages.map((message) => JSON.stringify(message.payload))}::text[]
      ) AS given (id, subject, payload)
      ON CONFLICT (id) DO NOTHING`;
    await transaction`DELETE FROM bus_messages WHERE created_at < now() - make_interval(days => ${KEEP_DAYS})`;
  });
}

/** Leases the oldest message that is due: an expired delivery first, else the next one of the log. */
async function take(sql: Sql, options: ConsumeOptions): Promise<OpenDelivery | null> {
  const row = await sql.begin(
    async (transaction) => (await takeDue(transaction, options)) ?? takeNew(transaction, options),
  );
  return row === null ? null : openDelivery(sql, options, row);
}

async function takeDue(sql: Queryable, options: ConsumeOptions): Promise<DeliveryRow | null> {
  const [row] = await sql<DeliveryRow[]>`
    UPDATE bus_deliveries SET deliveries = deliveries + 1, visible_at = now() + make_interval(secs => ${options.leaseMs / 1000})
    FROM bus_messages
    WHERE bus_messages.seq = bus_deliveries.seq AND (bus_deliveries.consumer, bus_deliveries.seq) = (
      SELECT consumer, seq FROM bus_deliveries WHERE consumer = ${options.consumer} AND visible_at <= now()
      ORDER BY seq LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING bus_messages.seq, id, subject, payload, deliveries`;
  return row ?? null;
}

async function takeNew(sql: Queryable, options: ConsumeOptions): Promise<DeliveryRow | null> {
  const [consumer] = await sql<{ last_seq: number }[]>`
    SELECT last_seq FROM bus_consumers WHERE name = ${options.consumer} FOR UPDATE`;
  const [message] = await sql<Omit<DeliveryRow, 'deliveries'>[]>`
    SELECT seq, id, subject, payload FROM bus_messages
    WHERE seq > ${consumer?.last_seq ?? 0} AND subject = ANY(${options.subjects}::text[]) ORDER BY seq LIMIT 1`;
  if (message === undefined) return null;
  await sql`UPDATE bus_consumers SET last_seq = ${message.seq} WHERE name = ${options.consumer}`;
  await sql`
    INSERT INTO bus_deliveries (consumer, seq, deliveries, visible_at)
    VALUES (${options.consumer}, ${message.seq}, 1, now() + make_interval(secs => ${options.leaseMs / 1000}))`;
  return { ...message, deliveries: 1 };
}

function openDelivery(sql: Sql, options: ConsumeOptions, row: DeliveryRow): OpenDelivery {
  const mine = sql`consumer = ${options.consumer} AND seq = ${row.seq}`;
  const forget = async (queryable: Queryable): Promise<void> => {
    await queryable`DELETE FROM bus_deliveries WHERE consumer = ${options.consumer} AND seq = ${row.seq}`;
  };
  return {
    message: parseBusMessage(row),
    deliveries: row.deliveries,
    done: () => forget(sql),
    retry: async (afterMs) => {
      await sql`UPDATE bus_deliveries SET visible_at = now() + make_interval(secs => ${afterMs / 1000}) WHERE ${mine}`;
    },
    extend: async () => {
      await sql`UPDATE bus_deliveries SET visible_at = now() + make_interval(secs => ${options.leaseMs / 1000}) WHERE ${mine}`;
    },
    bury: async (error) => {
      await sql.begin(async (transaction) => {
        await buryMessage(transaction, { consumer: options.consumer, message: row, error });
        await forget(transaction);
      });
    },
  };
}

/** Keeps a message that failed every time, so that a person can look and replay it. */
export async function buryMessage(
  sql: Queryable,
  dead: { consumer: string; message: { id: string; subject: string; payload: unknown }; error: string },
): Promise<void> {
  await sql`
    INSERT INTO dead_letters (kind, reference, payload, error)
    VALUES ('message', ${`${dead.consumer}:${dead.message.id}`},
      ${JSON.stringify({ subject: dead.message.subject, payload: dead.message.payload })}, ${dead.error.slice(0, 4_000)})
    ON CONFLICT (kind, reference) DO NOTHING`;
}

async function waitForWake(wakeUps: Set<() => void>, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const wake = (): void => woken.abort();
  wakeUps.add(wake);
  await pause(POLL_INTERVAL_MS, AbortSignal.any([signal, woken.signal]));
  wakeUps.delete(wake);
}
