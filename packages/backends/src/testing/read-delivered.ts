import { openClickHouse } from '../clickhouse/clickhouse-client.ts';
import type { EngineUrls } from '../data-directory/connection-file.ts';
import { openPostgres } from '../postgres/postgres-client.ts';

/** Everything the engines hold of project 1, as it is in the tables. */
export type Delivered = {
  /** Rows per event id, repeats included. */
  readonly rows: ReadonlyMap<string, number>;
  /** Event ids that were counted. */
  readonly counted: ReadonlySet<string>;
  /** Sum of the issues' own numbers. */
  readonly countedByIssues: number;
  readonly deadLetters: ReadonlySet<string>;
};

export async function readDelivered(engines: EngineUrls): Promise<Delivered> {
  const sql = openPostgres(engines.databaseUrl, { connectionsMax: 1 });
  const clickhouse = openClickHouse(engines.clickhouseUrl);
  try {
    const query =
      'SELECT event_id, toUInt32(count()) AS rows FROM events WHERE project_id = 1 GROUP BY event_id';
    const stored = await clickhouse.query({ query, format: 'JSONEachRow' });
    const rows = await stored.json<{ event_id: string; rows: number }>();
    const counted = await sql<{ event_id: string }[]>`SELECT event_id FROM event_ids WHERE project_id = 1`;
    const [sum] = await sql<
      { total: number }[]
    >`SELECT coalesce(sum(event_count), 0)::bigint AS total FROM issues WHERE project_id = 1`;
    const letters = await sql<{ event_id: string }[]>`
      SELECT event_id FROM dead_letters WHERE kind = 'event' AND event_id IS NOT NULL`;
    return {
      rows: new Map(rows.map((row) => [row.event_id, row.rows])),
      counted: new Set(counted.map((row) => row.event_id)),
      countedByIssues: sum?.total ?? 0,
      deadLetters: new Set(letters.map((row) => row.event_id)),
    };
  } finally {
    await clickhouse.close();
    await sql.end();
  }
}
