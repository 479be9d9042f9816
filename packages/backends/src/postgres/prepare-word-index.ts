import type { Sql } from './postgres-client.ts';

/** Any number: processes that start at the same time wait for each other here. */
const PREPARE_LOCK = 7_316_405;

/** SQLSTATEs of a database in which we may not, or cannot, have the extension: 42501 no right, 42704 and 0A000 not there. */
const NOT_FOR_US: ReadonlySet<string> = new Set(['42501', '42704', '0A000', '58P01']);

/** Name of the index; where it is missing, every issue of a project is looked at for a word. */
export const WORD_INDEX = 'issue_texts_by_trigram';

/**
 * Indexes the words of issues by their trigrams (pg_trgm, which Postgres brings along), so that a part of a word is found
 * too. False where the database does not let us: then searches answer the same, and take longer the more issues there are.
 */
export async function prepareWordIndex(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`SELECT to_regclass(${WORD_INDEX}) IS NOT NULL AS found`;
  if (row?.found === true) return true;
  try {
    await sql.begin(async (transaction) => {
      await transaction`SELECT pg_advisory_xact_lock(${PREPARE_LOCK})`;
      // A hundred thousand issues take a second or two.
      await transaction`SET LOCAL statement_timeout = 0`;
      await transaction`CREATE EXTENSION IF NOT EXISTS pg_trgm`;
      // New entries are merged a few at a time: a search reads what is not merged yet.
      await transaction.unsafe(`CREATE INDEX IF NOT EXISTS ${WORD_INDEX} ON issue_texts
        USING gin (text gin_trgm_ops) WITH (gin_pending_list_limit = 256)`);
    });
    return true;
  } catch (error) {
    if (NOT_FOR_US.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
