import { parseBusMessage } from '@bugsage/core';
import type { DeadLetterChoice, DeadLetterStore, DeadLetterSummary } from '../ports/dead-letter-store.ts';
import { appendToOutbox } from './outbox.ts';
import { guarded, openPostgres, type Queryable, type Sql } from './postgres-client.ts';

export function openPostgresDeadLetterStore(sql: Sql): DeadLetterStore {
  const summary = sql`id, kind, project_id, event_id, reference, error, attempts, replay, created_at`;
  return {
    list: (limit) =>
      guarded('list dead letters', async () => {
        const rows = await sql<Row[]>`SELECT ${summary} FROM dead_letters ORDER BY id DESC LIMIT ${limit}`;
        return rows.map(fromRow);
      }),
    get: (id) =>
      guarded('read a dead letter', async () => {
        const [row] = await sql<
          (Row & { payload: string })[]
        >`SELECT ${summary}, payload FROM dead_letters WHERE id = ${id}`;
        return row === undefined ? null : { ...fromRow(row), payload: row.payload };
      }),
    replay: (choice) =>
      guarded('replay dead letters', () =>
        sql.begin(async (transaction) => [
          ...(await requestEvents(transaction, choice)),
          ...(await resendMessages(transaction, choice)),
        ]),
      ),
    drop: (choice) =>
      guarded('drop dead letters', async () => {
        const rows = await sql<{ id: number }[]>`
          DELETE FROM dead_letters WHERE replay IS NULL AND ${chosen(sql, choice)} RETURNING id`;
        return rows.map((row) => row.id);
      }),
    takeRequested: (limit, append) =>
      guarded('take dead letters for replay', () =>
        sql.begin(async (transaction) => {
          // Locked until the journal has them: a second collector passes over them.
          const rows = await transaction<{ id: number; payload: string }[]>`
            SELECT id, payload FROM dead_letters WHERE replay = 'requested'
            ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
          if (rows.length === 0) return 0;
          await append(rows.map((row) => row.payload));
          // A crash before this commit appends again; the ledger of event ids counts the first one only.
          await transaction`UPDATE dead_letters SET replay = 'appended' WHERE id = ANY(${rows.map((row) => row.id)}::bigint[])`;
          return rows.length;
        }),
      ),
  };
}

/** For a command that needs nothing else of the database. */
export function connectDeadLetters(databaseUrl: string): {
  readonly store: DeadLetterStore;
  close(): Promise<void>;
} {
  const sql = openPostgres(databaseUrl, { connectionsMax: 1 });
  return { store: openPostgresDeadLetterStore(sql), close: () => sql.end({ timeout: 5 }) };
}

type Row = Omit<DeadLetterSummary, 'created_at'> & { readonly created_at: Date };

function fromRow(row: Row): DeadLetterSummary {
  const { id, kind, project_id, event_id, reference, error, attempts, replay } = row;
  const created_at = row.created_at.toISOString();
  return { id, kind, project_id, event_id, reference, error, attempts, replay, created_at };
}

function chosen(sql: Queryable, choice: DeadLetterChoice): ReturnType<Queryable> {
  return choice === 'all' ? sql`true` : sql`id = ANY(${[...choice]}::bigint[])`;
}

async function requestEvents(sql: Queryable, choice: DeadLetterChoice): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    UPDATE dead_letters SET replay = 'requested'
    WHERE kind = 'event' AND event_id IS NOT NULL AND replay IS NULL AND ${chosen(sql, choice)} RETURNING id`;
  return rows.map((row) => row.id);
}

/** Under a new id: the bus drops what it has seen before. */
async function resendMessages(sql: Queryable, choice: DeadLetterChoice): Promise<number[]> {
  const rows = await sql<{ id: number; payload: string }[]>`
    DELETE FROM dead_letters WHERE kind = 'message' AND ${chosen(sql, choice)} RETURNING id, payload`;
  const messages = rows.map((row) => {
    const { subject, payload } = JSON.parse(row.payload) as { subject: string; payload: unknown };
    return parseBusMessage({ id: `replay:${row.id}`, subject, payload });
  });
  await appendToOutbox(sql, messages);
  return rows.map((row) => row.id);
}
