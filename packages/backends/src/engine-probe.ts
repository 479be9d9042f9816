import { openClickHouse } from './clickhouse/clickhouse-client.ts';
import type { EngineUrls } from './data-directory/connection-file.ts';
import { KNOWN_SCHEMA } from './postgres/migrate.ts';
import { openPostgres } from './postgres/postgres-client.ts';
import { WORD_INDEX } from './postgres/prepare-word-index.ts';

/** Questions about the engines themselves; changes nothing in them. Each throws what the engine's driver does. */
export type EngineProbe = {
  postgresVersion(): Promise<string>;
  clickHouseVersion(): Promise<string>;
  /** Newest migration that was applied, and the newest this version has. */
  schema(): Promise<{ readonly applied: number; readonly known: number }>;
  /** Whether the words of issues are indexed; searches look at every issue where they are not. */
  hasWordIndex(): Promise<boolean>;
  /** Unix milliseconds. */
  postgresTime(): Promise<number>;
  close(): Promise<void>;
};

/** Whoever asks waits for the answer. */
const ANSWER_TIMEOUT_MS = 5_000;

export function openEngineProbe(urls: EngineUrls): EngineProbe {
  const sql = openPostgres(urls.databaseUrl, { connectionsMax: 1, answerTimeoutMs: ANSWER_TIMEOUT_MS });
  const clickhouse = openClickHouse(urls.clickhouseUrl, ANSWER_TIMEOUT_MS);
  return {
    postgresVersion: async () => {
      const [row] = await sql<{ server_version: string }[]>`SHOW server_version`;
      return row?.server_version ?? 'unknown';
    },
    clickHouseVersion: async () => {
      const answer = await clickhouse.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
      const [row] = await answer.json<{ version: string }>();
      return row?.version ?? 'unknown';
    },
    schema: async () => {
      const [row] = await sql<{ number: number }[]>`SELECT max(number) AS number FROM schema_migrations`;
      return { applied: row?.number ?? 0, known: KNOWN_SCHEMA };
    },
    hasWordIndex: async () => {
      const [row] = await sql<{ found: boolean }[]>`SELECT to_regclass(${WORD_INDEX}) IS NOT NULL AS found`;
      return row?.found === true;
    },
    postgresTime: async () => {
      const [row] = await sql<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
      return row?.now.getTime() ?? 0;
    },
    close: async () => {
      await clickhouse.close();
      await sql.end({ timeout: 1 });
    },
  };
}
