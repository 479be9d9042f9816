/**
 * The events table. Rows are found by project and fingerprint, which is how issues are read: the ledger in Postgres
 * maps an issue to fingerprints, so merging issues never rewrites events.
 *
 * Parts are made durable by the insert itself (fsync settings): without them a power cut loses acknowledged batches.
 * Small parts keep all columns in one file, because every file of a part costs an fsync; 256 MiB are 70,000 events.
 *
 * A granule is what is read at least: of a megabyte it is 300 payloads, of the default it would be 3,000.
 *
 * Partitions follow our own clock, so that one batch nearly always is one partition and therefore atomic.
 */
export function eventsTable(retentionDays: number): string {
  return `
CREATE TABLE IF NOT EXISTS events
(
  project_id UInt32,
  fingerprint String,
  event_id String,
  received_at DateTime64(3, 'UTC'),
  occurred_at DateTime64(3, 'UTC'),
  collector LowCardinality(String),
  incarnation UInt64,
  pos UInt64,
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
  user_hash String,
  times_seen UInt32,
  tags Map(LowCardinality(String), String),
  payload String CODEC(ZSTD(3)),
  INDEX event_id_index event_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX pos_index (incarnation, pos) TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (project_id, fingerprint, received_at, event_id)
TTL toDateTime(received_at) + INTERVAL ${retentionDays} DAY
SETTINGS
  fsync_after_insert = 1,
  fsync_part_directory = 1,
  min_rows_to_fsync_after_merge = 1,
  min_compressed_bytes_to_fsync_after_merge = 1,
  min_bytes_for_wide_part = 268435456,
  old_parts_lifetime = 60,
  index_granularity_bytes = 1048576,
  non_replicated_deduplication_window = 1000`;
}

/** Events that a late source map explains are written again with a higher revision, and the lower one is deleted. */
export const ADD_REVISION = 'ALTER TABLE events ADD COLUMN IF NOT EXISTS revision UInt32 DEFAULT 0';

/**
 * Bytes of the payload, so that how much a project holds is told without reading it. Rows of an earlier version are
 * measured when they are asked, until a merge writes theirs down.
 */
export const ADD_PAYLOAD_BYTES =
  'ALTER TABLE events ADD COLUMN IF NOT EXISTS payload_bytes UInt32 DEFAULT length(payload)';

/**
 * A merge holds a block of each part it reads: blocks of a megabyte instead of ten keep a merge of many young parts, whose
 * rows are 3 kB, from taking 200 MB. Also for tables that an earlier version made.
 */
export const BOUND_MERGES =
  'ALTER TABLE events MODIFY SETTING merge_max_block_size = 1024, merge_max_block_size_bytes = 1048576';
