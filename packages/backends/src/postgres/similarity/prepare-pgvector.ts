import { SIMILARITY_VECTOR_LENGTH } from '../../ports/similarity-store.ts';
import type { Sql } from '../postgres-client.ts';

/** Any number: processes that start at the same time wait for each other here. */
const PREPARE_LOCK = 7_316_404;

/** From this version on the index goes on until enough rows of the project were found (`hnsw.iterative_scan`). */
const VERSION_MIN = [0, 8] as const;

/** SQLSTATEs of a database in which we may not, or cannot, have the extension: 42501 no right, 42704 and 0A000 not there. */
const NOT_FOR_US: ReadonlySet<string> = new Set(['42501', '42704', '0A000', '58P01']);

/**
 * Adds the column and index of pgvector to the vectors where the extension can be had; false where not. The column is
 * made by the database from the plain numbers, so writing is the same with and without it.
 */
export async function preparePgvector(sql: Sql): Promise<boolean> {
  const [extension] = await sql<{ version: string }[]>`
    SELECT coalesce(installed_version, default_version) AS version FROM pg_available_extensions WHERE name = 'vector'`;
  if (extension === undefined || isOlder(extension.version)) return false;
  try {
    await sql.begin(async (transaction) => {
      await transaction`SELECT pg_advisory_xact_lock(${PREPARE_LOCK})`;
      // The first start with many vectors builds an index over them.
      await transaction`SET LOCAL statement_timeout = 0`;
      await transaction`CREATE EXTENSION IF NOT EXISTS vector`;
      await transaction.unsafe(COLUMN_AND_INDEX);
    });
    return true;
  } catch (error) {
    if (NOT_FOR_US.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

const COLUMN_AND_INDEX = `
ALTER TABLE fingerprint_vectors ADD COLUMN IF NOT EXISTS embedding vector(${SIMILARITY_VECTOR_LENGTH})
  GENERATED ALWAYS AS (numbers::vector(${SIMILARITY_VECTOR_LENGTH})) STORED;
CREATE INDEX IF NOT EXISTS fingerprint_vectors_nearest ON fingerprint_vectors USING hnsw (embedding vector_cosine_ops);
`;

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < VERSION_MIN[0] || (major === VERSION_MIN[0] && minor < VERSION_MIN[1]);
}
