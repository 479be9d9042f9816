import { Readable } from 'node:stream';
import {
  NO_SESSIONS,
  type HealthQuery,
  type PlacedSessions,
  type ReleaseHealthStore,
  type SessionBucket,
  type SessionCounts,
} from '../ports/release-health.ts';
import { clickHouseFailure, type ClickHouseClient } from './clickhouse-client.ts';
import { keepDays } from './keep-days.ts';
import { SESSION_COLUMNS, sessionsTable } from './sessions-table.ts';

/** Creates the table where it is missing and answers the store. */
export async function openClickHouseReleaseHealth(
  client: ClickHouseClient,
  retentionDays: number,
): Promise<ReleaseHealthStore> {
  try {
    await client.command({ query: sessionsTable(retentionDays) });
    await keepDays(client, { table: 'sessions', time: 'started', days: retentionDays });
  } catch (error) {
    throw clickHouseFailure('create the sessions table', error);
  }
  const select = async <Row>(query: string, parameters: Record<string, unknown>): Promise<Row[]> => {
    try {
      const result = await client.query({
        query,
        query_params: parameters,
        format: 'JSONEachRow',
        abort_signal: AbortSignal.timeout(READ_TIMEOUT_MS),
      });
      return await result.json<Row>();
    } catch (error) {
      throw clickHouseFailure('read sessions', error);
    }
  };
  return {
    insert: (placed) => insertSessions(client, placed),
    byRelease: async (query) => {
      if (query.releases.length === 0) return new Map();
      const rows = await select<CountRow & { release: string }>(
        `SELECT release, ${COUNTS} FROM (${oneRowEach(query, 'release IN {releases:Array(String)}')}) GROUP BY release`,
        parametersOf(query, { releases: query.releases }),
      );
      return new Map(rows.map((row) => [row.release, countsOf(row)]));
    },
    ofProject: async (query) => {
      const sql = `SELECT ${COUNTS} FROM (${oneRowEach(query, '1')})`;
      const [row] = await select<CountRow>(sql, parametersOf(query, {}));
      return row === undefined ? NO_SESSIONS : countsOf(row);
    },
    overTime: async (query) => {
      const rows = await select<CountRow & { bucket: string }>(
        `SELECT toString(toInt64(intDiv(toUnixTimestamp(started), {bucketSeconds:UInt32})) * {bucketSeconds:UInt32}) AS bucket,
           ${COUNTS}
         FROM (${oneRowEach(query, 'release = {release:String}')}) GROUP BY bucket`,
        parametersOf(query, { release: query.release, bucketSeconds: query.bucketSeconds }),
      );
      return fillBuckets(query, rows);
    },
  };
}

/** People wait for it, as for every read. */
const READ_TIMEOUT_MS = 10_000;

/** Parts may not have been merged yet, so a session can have several rows: their maximum is what counts. */
function oneRowEach({ environment }: HealthQuery, of: string): string {
  const inEnvironment = environment === undefined ? '' : 'AND environment = {environment:String}';
  return `
    SELECT release, started, max(user_hash) AS user, max(sessions) AS total, max(errored) AS any_error,
      max(crashed) AS crash, least(max(abnormal), total - crash) AS abnormal_end,
      least(max(frozen), abnormal_end) AS freeze, least(max(unhandled), total - crash - abnormal_end) AS not_handled
    FROM sessions
    WHERE project_id = {projectId:UInt32} AND ${of} AND started >= {from:UInt32} AND started < {to:UInt32} ${inEnvironment}
    GROUP BY release, environment, started, session`;
}

const COUNTS = `
  toString(sum(total)) AS sessions, toString(sum(total - least(total, any_error))) AS healthy,
  toString(sum(least(total, any_error) - least(any_error, crash + abnormal_end + not_handled))) AS errored,
  toString(sum(not_handled)) AS unhandled, toString(sum(abnormal_end)) AS abnormal, toString(sum(freeze)) AS frozen,
  toString(sum(crash)) AS crashed, toString(uniqExactIf(user, user != '')) AS users,
  toString(uniqExactIf(user, user != '' AND any_error > 0)) AS users_errored,
  toString(uniqExactIf(user, user != '' AND freeze > 0)) AS users_frozen,
  toString(uniqExactIf(user, user != '' AND crash > 0)) AS users_crashed`;

type CountRow = { readonly [Name in keyof SessionCounts]: string };

function countsOf(row: CountRow): SessionCounts {
  const names = Object.keys(NO_SESSIONS) as (keyof SessionCounts)[];
  return Object.fromEntries(names.map((name) => [name, Number(row[name])])) as SessionCounts;
}

function parametersOf(query: HealthQuery, more: Record<string, unknown>): Record<string, unknown> {
  return {
    projectId: query.projectId,
    from: Math.floor(query.from / 1000),
    to: Math.ceil(query.to / 1000),
    ...(query.environment !== undefined && { environment: query.environment }),
    ...more,
  };
}

function fillBuckets(
  { from, to, bucketSeconds }: { from: number; to: number; bucketSeconds: number },
  rows: readonly (CountRow & { bucket: string })[],
): SessionBucket[] {
  const widthMs = bucketSeconds * 1000;
  const found = new Map(rows.map((row) => [Number(row.bucket) * 1000, countsOf(row)]));
  const buckets: SessionBucket[] = [];
  for (let at = Math.floor(from / widthMs) * widthMs; at < to; at += widthMs)
    buckets.push({ at, ...(found.get(at) ?? NO_SESSIONS) });
  return buckets;
}

/** Texts are in double quotes, as rows of events are: see `eventRow`. */
function sessionLines({ sessions, position }: PlacedSessions): string {
  const { collector, incarnation, pos } = position;
  return sessions.rows
    .map((row, index) => {
      const cells = [
        sessions.project_id,
        row.release,
        row.environment,
        Math.floor(row.started_at / 1000),
        // What has no id of its own is told once, at one place of one journal.
        row.session_id ?? `${collector}:${incarnation}:${pos}:${index}`,
        row.user_hash,
        row.sessions,
        row.errored,
        row.unhandled,
        row.abnormal,
        row.frozen,
        row.crashed,
      ];
      return `${JSON.stringify(cells)}\n`;
    })
    .join('');
}

async function insertSessions(client: ClickHouseClient, placed: readonly PlacedSessions[]): Promise<void> {
  const text = placed.map(sessionLines).join('');
  if (text === '') return;
  try {
    const { stream } = await client.exec({
      query: `INSERT INTO sessions (${SESSION_COLUMNS}) FORMAT JSONCompactEachRow`,
      values: Readable.from([Buffer.from(text)]),
      clickhouse_settings: { async_insert: 0, input_format_parallel_parsing: 0 },
    });
    for await (const _ of stream) {
      // Drained, so that the connection can be used again.
    }
  } catch (error) {
    throw clickHouseFailure(`insert ${placed.length} sessions`, error);
  }
}
