/** What lists, searches and counts of events look at: everything but the payload, which is nine tenths of an event. */
const COLUMNS = [
  'project_id',
  'occurred_at',
  'event_id',
  'fingerprint',
  'received_at',
  'revision',
  'source',
  'platform',
  'level',
  'title',
  'culprit',
  'type',
  'value',
  'release',
  'environment',
  'transaction',
  'server_name',
  'user_hash',
  'times_seen',
  'tags',
].join(', ');

/**
 * Events in the order in which they happened. The table of events is ordered by issue, so that a question about a time would
 * read all of a project; here it reads that time, and the newest events are found without sorting.
 *
 * Texts that are searched are packed for speed (LZ4), what is only shown for size: reading ten times as many rows is what a
 * search for a word that nobody has costs.
 *
 * A materialized view writes it in the insert of the events. Both tables are no transaction: an insert that broke off may
 * have left rows in one of them only. Rows that are here alone are inserted again with their events, and are then the same
 * row; rows that are missing here are copied when the writer asks what an insert in doubt has left (`copyToEventTimes`).
 */
export function eventTimesTable(retentionDays: number): string {
  return `
CREATE TABLE IF NOT EXISTS event_times
(
  project_id UInt32,
  occurred_at DateTime64(3, 'UTC'),
  event_id String CODEC(ZSTD(1)),
  fingerprint String CODEC(ZSTD(1)),
  received_at DateTime64(3, 'UTC'),
  revision UInt32,
  source LowCardinality(String),
  platform LowCardinality(String),
  level LowCardinality(String),
  title String,
  culprit String,
  type String,
  value String,
  release LowCardinality(String),
  environment LowCardinality(String),
  transaction String,
  server_name String,
  user_hash String CODEC(ZSTD(1)),
  times_seen UInt32,
  tags Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(received_at)
ORDER BY (project_id, occurred_at, event_id)
TTL toDateTime(received_at) + INTERVAL ${retentionDays} DAY
SETTINGS
  fsync_after_insert = 1,
  fsync_part_directory = 1,
  min_rows_to_fsync_after_merge = 1,
  min_compressed_bytes_to_fsync_after_merge = 1,
  min_bytes_for_wide_part = 268435456,
  merge_max_block_size_bytes = 1048576,
  old_parts_lifetime = 60`;
}

export const EVENT_TIMES_VIEW = `
CREATE MATERIALIZED VIEW IF NOT EXISTS event_times_view TO event_times AS SELECT ${COLUMNS} FROM events`;

/** Copies the rows of `events` that meet the condition; what is there already stays one row. */
export function copyToEventTimes(condition: string): string {
  return `INSERT INTO event_times (${COLUMNS}) SELECT ${COLUMNS} FROM events WHERE ${condition}`;
}
