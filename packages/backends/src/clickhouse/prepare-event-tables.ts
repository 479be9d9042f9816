import { clickHouseFailure, type ClickHouseClient } from './clickhouse-client.ts';
import { copyToEventTimes, EVENT_TIMES_VIEW, eventTimesTable } from './event-times-table.ts';
import { keepDays } from './keep-days.ts';
import { ADD_PAYLOAD_BYTES, ADD_REVISION, BOUND_MERGES, eventsTable } from './schema.ts';

/**
 * Creates what is missing of the tables of events, and brings those of an earlier version up to date: columns, the order by
 * time, and how long they keep events. Throws `BugSageError` `clickhouse_unavailable`.
 */
export async function prepareEventTables(client: ClickHouseClient, retentionDays: number): Promise<void> {
  try {
    for (const query of [
      eventsTable(retentionDays),
      ADD_REVISION,
      ADD_PAYLOAD_BYTES,
      BOUND_MERGES,
      eventTimesTable(retentionDays),
      EVENT_TIMES_VIEW,
    ])
      await client.command({ query });
    for (const table of ['events', 'event_times'])
      await keepDays(client, { table, time: 'toDateTime(received_at)', days: retentionDays });
    await fillEventTimes(client);
  } catch (error) {
    throw clickHouseFailure('create the tables of events', error);
  }
}

/** Said of the table of times once it has the events of an earlier version. */
const FILLED = 'has all events';

/**
 * Events that were stored before there was an order by time. Those that come in meanwhile are written by the view; copying one
 * of them too changes nothing, so a start that broke off begins again.
 */
async function fillEventTimes(client: ClickHouseClient): Promise<void> {
  const answer = await client.query({
    query: `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'event_times'`,
    format: 'JSONEachRow',
  });
  const [table] = await answer.json<{ comment: string }>();
  if (table?.comment === FILLED) return;
  const projects = await client.query({
    query: 'SELECT DISTINCT project_id FROM events ORDER BY project_id',
    format: 'JSONEachRow',
  });
  for (const { project_id: projectId } of await projects.json<{ project_id: number }>())
    for (const [from, to] of SHARES)
      await client.command({
        query: copyToEventTimes(
          'project_id = {projectId:UInt32} AND fingerprint >= {from:String} AND fingerprint < {to:String}',
        ),
        query_params: { projectId, from, to },
      });
  await client.command({ query: `ALTER TABLE event_times MODIFY COMMENT '${FILLED}'` });
}

/** Fingerprints are hexadecimal; a sixteenth of ten million events takes some seconds, well within the time of a request. */
const DIGITS = Array.from({ length: 15 }, (_, index) => (index + 1).toString(16));
const SHARES = ['', ...DIGITS].map((from, index) => [from, DIGITS[index] ?? '~'] as const);
