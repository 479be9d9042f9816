import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { findFreePort } from '../free-port.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPostgres, type Sql } from '../postgres/postgres-client.ts';

/**
 * A migrated Postgres that has pgvector, over its wire protocol. For tests only: it loses data in a power cut, and has
 * one connection. The embedded server has no pgvector, and Debian 12 packages none for its Postgres.
 */
export async function startTestPglite(): Promise<{ readonly sql: Sql; stop(): Promise<void> }> {
  const database = await PGlite.create({ extensions: { vector, pg_trgm, btree_gin } });
  const port = await findFreePort();
  const server = new PGLiteSocketServer({ db: database, port, host: '127.0.0.1' });
  await server.start();
  const sql = openPostgres(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`, { connectionsMax: 1 });
  await migrate(sql);
  return {
    sql,
    stop: async () => {
      await sql.end();
      await server.stop();
      await database.close();
    },
  };
}
