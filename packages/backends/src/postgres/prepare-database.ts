import { migrate } from './migrate.ts';
import { openPostgres } from './postgres-client.ts';
import { prepareWordIndex } from './prepare-word-index.ts';

/**
 * Brings the schema and the index of words up to date, and answers whether there is one. On a connection of its own, which
 * ends: the server's process behind it remembers every table it saw made, 7 MB that would stay for as long as the connection.
 */
export async function prepareDatabase(url: string): Promise<{ readonly hasWordIndex: boolean }> {
  const sql = openPostgres(url, { connectionsMax: 1 });
  try {
    await migrate(sql);
    return { hasWordIndex: await prepareWordIndex(sql) };
  } finally {
    await sql.end();
  }
}
