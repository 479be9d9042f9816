import type { Readable, Writable } from 'node:stream';
import { BugSageError } from '@bugsage/core';
import type { Sql, TransactionSql } from 'postgres';

export type CopiedTable = { readonly table: string; readonly columns: readonly string[] };

export type Snapshot = {
  readonly schema: number;
  readonly tables: readonly CopiedTable[];
  /** Journals of collectors and up to which position each is stored. */
  readonly cursors: readonly {
    readonly collector: string;
    readonly incarnation: number;
    readonly pos: number;
  }[];
  /** Rows in the text format of COPY, a line each. */
  read(table: CopiedTable): Promise<Readable>;
};

/** One moment of the whole database, read while others go on writing. Ends with the callback. */
export async function readSnapshot<Result>(
  sql: Sql,
  run: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  // What a callback of `begin` answers is awaited as an array of queries in its types; a variable is plainer.
  let result: { readonly value: Result } | undefined;
  await sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (transaction) => {
    await transaction`SET LOCAL statement_timeout = 0`;
    const [newest] = await transaction<
      { number: number }[]
    >`SELECT max(number) AS number FROM schema_migrations`;
    const cursors = await transaction<
      { collector: string; incarnation: number; pos: number }[]
    >`SELECT collector, incarnation, pos FROM ingest_cursors`;
    const tables = await listTables(transaction);
    const read = async ({ table, columns }: CopiedTable): Promise<Readable> =>
      transaction.unsafe(`COPY ${quote(table)} (${columns.map(quote).join(', ')}) TO STDOUT`).readable();
    result = { value: await run({ schema: newest?.number ?? 0, tables, cursors: [...cursors], read }) };
  });
  if (result === undefined) throw new Error('The transaction ended without its callback.');
  return result.value;
}

/**
 * Fills empty tables, all or none of them. Triggers and foreign keys do not act meanwhile, because the rows are those they
 * made or checked; for this the user of the database has to be a superuser or may set `session_replication_role`.
 */
export async function fillTables(
  sql: Sql,
  tables: readonly CopiedTable[],
  write: (table: CopiedTable, into: Writable) => Promise<void>,
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL statement_timeout = 0`;
    await transaction`SET LOCAL session_replication_role = replica`;
    for (const { table, columns } of tables) {
      if (table === 'schema_migrations') continue;
      await transaction.unsafe(`DELETE FROM ${quote(table)}`);
      const copy = `COPY ${quote(table)} (${columns.map(quote).join(', ')}) FROM STDIN`;
      await write({ table, columns }, await transaction.unsafe(copy).writable());
    }
    await continueSequences(transaction);
    for (const { table, columns } of tables)
      if (columns.includes('begun_at')) await doubtWaiting(transaction, table);
  });
}

/**
 * What waited when the rows were read may have gone out since, from where they were read: it is in doubt, and is asked
 * about and not simply sent (ports/outgoing-work.ts).
 */
async function doubtWaiting(transaction: TransactionSql, table: string): Promise<void> {
  await transaction.unsafe(`
    UPDATE ${quote(table)} SET status = 'sending', lease = NULL, begun_at = coalesce(begun_at, created_at)
    WHERE status = 'pending'`);
}

/** Throws `BugSageError` `not_empty` when somebody's issues are in the database already. */
export async function assertEmpty(sql: Sql): Promise<void> {
  const [used] = await sql<{ issues: boolean; people: boolean }[]>`
    SELECT EXISTS (SELECT FROM issues) AS issues, EXISTS (SELECT FROM users) AS people`;
  if (used?.issues !== true && used?.people !== true) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'not_empty',
    message:
      'The database has users or issues already; a restore replaces nothing. Give it a new data directory (BUGSAGE_DATA_DIR) or an empty database.',
  });
}

async function listTables(transaction: TransactionSql): Promise<CopiedTable[]> {
  return [
    ...(await transaction<{ table: string; columns: string[] }[]>`
      SELECT tables.table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
      FROM information_schema.tables JOIN information_schema.columns USING (table_schema, table_name)
      WHERE tables.table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
      GROUP BY tables.table_name ORDER BY tables.table_name`),
  ];
}

/** COPY gives ids and leaves the counters behind them where they were. */
async function continueSequences(transaction: TransactionSql): Promise<void> {
  const owners = await transaction<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = current_schema()
      AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`;
  for (const { table, column } of owners)
    await transaction.unsafe(
      `SELECT setval(pg_get_serial_sequence('${quote(table)}', '${column}'), greatest((SELECT max(${quote(column)}) FROM ${quote(table)}), 1))`,
    );
}

/** Names come from the catalog of the database, or from a manifest that allows letters and underscores. */
function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
