import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bus, EventStore } from '@bugsage/backends';
import { openPostgresBus } from '../../../packages/backends/src/bus/postgres-bus.ts';
import { openClickHouse } from '../../../packages/backends/src/clickhouse/clickhouse-client.ts';
import { openClickHouseEventStore } from '../../../packages/backends/src/clickhouse/clickhouse-event-store.ts';
import { startEmbeddedClickHouse } from '../../../packages/backends/src/clickhouse/embedded-clickhouse.ts';
import type { Sql } from '../../../packages/backends/src/postgres/postgres-client.ts';
import { startTestPostgres } from '../../../packages/backends/src/testing/test-postgres.ts';

export type Engines = {
  readonly sql: Sql;
  readonly events: EventStore;
  readonly bus: Bus;
  stop(): Promise<void>;
};

const RETENTION_DAYS = 90;

/** Postgres and ClickHouse as every installation has them, in folders of their own. */
export async function startEngines(): Promise<Engines> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-api-'));
  const [postgres, engine] = await Promise.all([
    startTestPostgres(),
    startEmbeddedClickHouse({
      directory,
      onExit: (text) => {
        throw new Error(text);
      },
    }),
  ]);
  const client = openClickHouse(engine.url);
  const bus = openPostgresBus(postgres.sql);
  return {
    sql: postgres.sql,
    events: await openClickHouseEventStore(client, RETENTION_DAYS),
    bus,
    stop: async () => {
      await bus.close();
      await client.close();
      await Promise.all([engine.stop(), postgres.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
