import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../free-port.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { openPostgres } from './postgres-client.ts';

describe('embedded Postgres', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bugsage-private-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const start = async () =>
    startEmbeddedPostgres({
      directory: join(parent, 'inside', 'postgres'),
      password: 'p'.repeat(20),
      port: await findFreePort(),
    });

  it.each([
    ['only its owner may enter', 0o700],
    ['anybody may enter', 0o755],
  ])('starts, keeps its data and syncs below a folder that %s', async (_, mode) => {
    await mkdir(join(parent, 'inside'));
    await chmod(parent, mode);
    const first = await start();
    const sql = openPostgres(first.url, { connectionsMax: 1 });
    await sql`CREATE TABLE kept (value text)`;
    await sql`INSERT INTO kept VALUES ('yes')`;
    await sql.end();
    await first.stop();
    const second = await start();
    const again = openPostgres(second.url, { connectionsMax: 1 });
    expect([...(await again`SELECT value, current_setting('fsync') AS fsync FROM kept`)]).toEqual([
      { value: 'yes', fsync: 'on' },
    ]);
    await again.end();
    await second.stop();
  });
});
