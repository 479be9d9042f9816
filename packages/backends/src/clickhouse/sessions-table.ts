/**
 * One row per session, or per item that counted several. What is told of a session later replaces nothing: numbers are
 * maxima, so storing an update twice, or in another order, gives the same row. Parts are made durable as those of events.
 */
export function sessionsTable(retentionDays: number): string {
  return `
CREATE TABLE IF NOT EXISTS sessions
(
  project_id UInt32,
  release LowCardinality(String),
  environment LowCardinality(String),
  started DateTime('UTC'),
  session String,
  user_hash SimpleAggregateFunction(max, String),
  sessions SimpleAggregateFunction(max, UInt32),
  errored SimpleAggregateFunction(max, UInt32),
  unhandled SimpleAggregateFunction(max, UInt32),
  abnormal SimpleAggregateFunction(max, UInt32),
  frozen SimpleAggregateFunction(max, UInt32),
  crashed SimpleAggregateFunction(max, UInt32)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(started)
ORDER BY (project_id, release, environment, started, session)
TTL started + INTERVAL ${retentionDays} DAY
SETTINGS
  fsync_after_insert = 1,
  fsync_part_directory = 1,
  min_rows_to_fsync_after_merge = 1,
  min_compressed_bytes_to_fsync_after_merge = 1,
  min_bytes_for_wide_part = 268435456,
  old_parts_lifetime = 60`;
}

export const SESSION_COLUMNS =
  'project_id, release, environment, started, session, user_hash, sessions, errored, unhandled, abnormal, frozen, crashed';
