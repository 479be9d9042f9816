import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../free-port.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPostgres, type Sql } from '../postgres/postgres-client.ts';

export type TestPostgres = { readonly sql: Sql; readonly url: string; stop(): Promise<void> };

/** A migrated Postgres of its own with organization 1, project 1 and 2. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const parent = await mkdtemp(join(tmpdir(), 'bugsage-postgres-'));
  // Run as root, the server belongs to another user who has to reach its folder.
  await chmod(parent, 0o755);
  const engine = await startEmbeddedPostgres({
    directory: join(parent, 'data'),
    password: randomBytes(16).toString('hex'),
    port: await findFreePort(),
  });
  const sql = openPostgres(engine.url, { connectionsMax: 8 });
  await migrate(sql);
  await sql`INSERT INTO organizations (id, name, slug) VALUES (1, 'Acme', 'acme'), (2, 'Other', 'other')`;
  await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (1, 1, 'Shop', 'shop'), (2, 2, 'Foreign', 'foreign')`;
  await sql`SELECT setval(pg_get_serial_sequence('organizations', 'id'), 100), setval(pg_get_serial_sequence('projects', 'id'), 100)`;
  return {
    sql,
    url: engine.url,
    stop: async () => {
      await sql.end();
      await engine.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}
