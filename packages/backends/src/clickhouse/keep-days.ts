import type { ClickHouseClient } from './clickhouse-client.ts';

/**
 * Lets a table keep rows for so many days, also one that was created with another number. Only what the parts say about their
 * ages is written anew; rows that are too old go with the next merges, as ever. `time` is the expression of a row's age.
 */
export async function keepDays(
  client: ClickHouseClient,
  { table, time, days }: { readonly table: string; readonly time: string; readonly days: number },
): Promise<void> {
  const answer = await client.query({
    query: `SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = {table:String}`,
    query_params: { table },
    format: 'JSONEachRow',
  });
  const [row] = await answer.json<{ engine_full: string }>();
  const kept = /\bTTL .*?toIntervalDay\((\d+)\)/.exec(row?.engine_full ?? '')?.[1];
  if (kept === String(days)) return;
  await client.command({ query: `ALTER TABLE ${table} MODIFY SETTING materialize_ttl_recalculate_only = 1` });
  await client.command({
    query: `ALTER TABLE ${table} MODIFY TTL ${time} + INTERVAL ${days} DAY`,
    // The rewriting of parts goes on by itself.
    clickhouse_settings: { mutations_sync: '0', alter_sync: '0' },
  });
}
