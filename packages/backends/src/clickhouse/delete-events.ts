import { clickHouseFailure, type ClickHouseClient } from './clickhouse-client.ts';

/**
 * Deletes events from both orders they are stored in. `narrowing` spares the order by time a search through all of it; it must
 * hold for every row that `condition` means.
 */
export async function deleteEventRows(
  client: ClickHouseClient,
  action: string,
  rows: {
    readonly condition: string;
    readonly narrowing?: string;
    readonly parameters: Record<string, unknown>;
  },
): Promise<void> {
  const { condition, narrowing = '1', parameters } = rows;
  try {
    await client.command({
      query: `DELETE FROM event_times WHERE ${condition} AND ${narrowing}`,
      query_params: parameters,
    });
    await client.command({ query: `DELETE FROM events WHERE ${condition}`, query_params: parameters });
  } catch (error) {
    throw clickHouseFailure(action, error);
  }
}
