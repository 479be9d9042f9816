import { openClickHouse } from '../clickhouse/clickhouse-client.ts';
import { EVENT_COLUMNS } from '../clickhouse/event-row.ts';
import type { EngineUrls } from '../data-directory/connection-file.ts';
import { openPostgres, type Sql } from '../postgres/postgres-client.ts';

/** Event ids of one statement: some seconds. */
const IDS_MAX = 1_000_000;
/** Rows of one statement, 3 kB each: one block and one part per month, within the embedded engine's memory. */
const ROWS_MAX = 16_384;
/** Merges of what is there already may have taken the engine's memory; they end. */
const MEMORY_RETRY_MS = 1_000;
const MEMORY_RETRIES_MAX = 120;
const STATEMENT_TIMEOUT_MS = 600_000;
const PROJECT = 1;
/** Events are spread evenly over this time, each issue's too; the oldest are stored first. */
const SPREAD_MS = 60 * 86_400_000;

type Size = {
  readonly from: number;
  readonly to: number;
  readonly issuesFrom: number;
  readonly issuesTo: number;
};

/**
 * Fills a project up to so many stored events of so many issues, inside the engines: each row is one real stored event
 * with an id, an issue and a time of its own, and both stores hold what storing them one by one would have left there.
 */
export async function growStores(engines: EngineUrls, size: Size): Promise<void> {
  const clickhouse = openClickHouse(engines.clickhouseUrl, STATEMENT_TIMEOUT_MS);
  const sql = openPostgres(engines.databaseUrl, { connectionsMax: 1, answerTimeoutMs: STATEMENT_TIMEOUT_MS });
  try {
    await sql`SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, false)`;
    // What is filled in may be lost in a power cut.
    await sql`SELECT set_config('synchronous_commit', 'off', false)`;
    await clickhouse.command({ query: TEMPLATE });
    const endMs = Date.now();
    const fillEvents = async (): Promise<void> => {
      for (const range of rangesOf(size, ROWS_MAX))
        await whenThereIsMemory(() => clickhouse.command({ query: eventRows({ size, range, endMs }) }));
    };
    const fillIds = () => fillEventIds(sql, size, endMs);
    await Promise.all([fillEvents(), fillIds()]);
    const added = Math.ceil((size.to - size.from) / size.issuesTo);
    // Of an issue the newest event is its only one among the last that were filled in, as many as there are issues.
    const lastSeen = sql`to_timestamp((${endMs - 1_000}::bigint
      - (${1_000 + size.issuesTo - 1}::bigint - number) * ${SPREAD_MS}::bigint / ${size.to - size.from}::bigint) / 1000.0)`;
    const grownBefore = sql`project_id = ${PROJECT} AND number >= 1000 AND number < ${1_000 + size.issuesFrom}`;
    await sql`UPDATE issues SET event_count = event_count + ${added}, last_seen = ${lastSeen} WHERE ${grownBefore}`;
    await sql`
      INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform,
        status, event_count, users_affected, first_seen, last_seen)
      SELECT overlay(overlay(md5('issue-' || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid, number, ${PROJECT}, 'TypeError: number ' || n, 'TypeError', 'number ' || n,
        'src/cart.js in total', (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], 'sentry', 'javascript',
        (ARRAY['detected', 'detected', 'detected', 'resolved', 'ignored'])[1 + n % 5],
        ${added}, 1, now() - interval '60 days', ${lastSeen}
      FROM (SELECT n, 1000 + n AS number FROM generate_series(${size.issuesFrom}::int, ${size.issuesTo - 1}::int) n) AS given`;
    await sql`
      UPDATE issue_fingerprints SET event_count = issues.event_count FROM issues
      WHERE issue_id = issues.id AND issues.project_id = ${PROJECT} AND issues.number >= 1000`;
    await sql`
      INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version, event_count)
      SELECT ${PROJECT}, md5('issue-' || (number - 1000)), id, id, 'bs1', event_count FROM issues
      WHERE project_id = ${PROJECT} AND number >= 1000 + ${size.issuesFrom}::int AND number < 1000 + ${size.issuesTo}::int`;
    await sql`UPDATE projects SET issue_count = 1000 + ${size.issuesTo} WHERE id = ${PROJECT}`;
    // As autovacuum would leave them.
    await sql`VACUUM ANALYZE`;
  } finally {
    await clickhouse.close();
    await sql.end();
  }
}

async function fillEventIds(sql: Sql, size: Size, endMs: number): Promise<void> {
  // Without their indexes, which are then filled in order: one by one, each row of millions would touch a page of its own.
  await sql`ALTER TABLE event_ids DROP CONSTRAINT event_ids_pkey`;
  await sql`DROP INDEX event_ids_by_time`;
  const time = sql`to_timestamp((${endMs - 1_000}::bigint
    - (${size.to - 1}::bigint - n) * ${SPREAD_MS}::bigint / ${size.to - size.from}::bigint) / 1000.0)`;
  for (const { from, to } of rangesOf(size, IDS_MAX)) {
    await sql`INSERT INTO event_ids (project_id, event_id, received_at)
      SELECT ${PROJECT}, md5('event-' || n), ${time} FROM generate_series(${from}::bigint, ${to - 1}::bigint) n`;
    await sql`
      INSERT INTO event_counts (project_id, at, events)
      SELECT ${PROJECT}, date_bin('15 minutes', ${time}, 'epoch'), count(*)
      FROM generate_series(${from}::bigint, ${to - 1}::bigint) n GROUP BY 2
      ON CONFLICT (project_id, at) DO UPDATE SET events = event_counts.events + excluded.events`;
  }
  await sql`SELECT set_config('maintenance_work_mem', '256MB', false)`;
  await sql`ALTER TABLE event_ids ADD CONSTRAINT event_ids_pkey PRIMARY KEY (project_id, event_id)`;
  await sql`CREATE INDEX event_ids_by_time ON event_ids (received_at)`;
}

function rangesOf(
  size: { readonly from: number; readonly to: number },
  lengthMax: number,
): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let from = size.from; from < size.to; from += lengthMax)
    ranges.push({ from, to: Math.min(size.to, from + lengthMax) });
  return ranges;
}

async function whenThereIsMemory(run: () => Promise<unknown>): Promise<void> {
  for (let retry = 0; ; retry += 1) {
    try {
      await run();
      return;
    } catch (error) {
      const isMemory = (error as { code?: unknown }).code === '241';
      if (!isMemory || retry === MEMORY_RETRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, MEMORY_RETRY_MS));
    }
  }
}

/** The newest event that came in by itself, kept aside: looking for it among millions would cost more than copying it. */
const TEMPLATE = `
  CREATE TABLE IF NOT EXISTS grow_template ENGINE = Memory AS
  SELECT * FROM events WHERE project_id = ${PROJECT} AND collector != 'grown' ORDER BY received_at DESC LIMIT 1`;

/** Copies of it with the words of its issue; positions are of a journal nobody has. */
function eventRows({
  size,
  range,
  endMs,
}: {
  readonly size: Size;
  readonly range: { readonly from: number; readonly to: number };
  readonly endMs: number;
}): string {
  const { from, to, issuesTo: issues } = size;
  const age = `intDiv((${to - 1} - n.number) * ${SPREAD_MS}, ${to - from})`;
  return `
    INSERT INTO events (${EVENT_COLUMNS})
    WITH (SELECT substring(payload, 1, position(payload, event_id) - 1) FROM grow_template) AS before_id,
      (SELECT substring(payload, position(payload, event_id) + length(event_id)) FROM grow_template) AS after_id,
      lower(hex(MD5(concat('event-', toString(n.number))))) AS new_id, toString(n.number % ${issues}) AS issue
    SELECT project_id, lower(hex(MD5(concat('issue-', issue)))) AS fingerprint,
      new_id AS event_id, fromUnixTimestamp64Milli(toInt64(${endMs - 1_000} - ${age}), 'UTC') AS received_at,
      received_at AS occurred_at, 'grown' AS collector, 1 AS incarnation, n.number AS pos, source, platform, level,
      concat('TypeError: number ', issue) AS title, 'src/cart.js in total' AS culprit, 'TypeError' AS type,
      concat('number ', issue) AS value, release, environment, transaction, server_name, user_hash, times_seen, tags,
      concat(before_id, new_id, after_id) AS payload, 0 AS revision
    FROM numbers(${range.from}, ${range.to - range.from}) AS n
    CROSS JOIN (SELECT * EXCEPT (payload, title, culprit, type, value) FROM grow_template) AS template
    SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 4096`;
}
