import { openClickHouse } from '../clickhouse/clickhouse-client.ts';
import { EVENT_COLUMNS } from '../clickhouse/event-row.ts';
import type { EngineUrls } from '../data-directory/connection-file.ts';
import { openPostgres } from '../postgres/postgres-client.ts';

/** Event ids of one statement: some seconds. */
const IDS_MAX = 200_000;
/** Rows of one statement, 3 kB each: one block and one part per month, within the embedded engine's memory. */
const ROWS_MAX = 16_384;
/** Merges of what is there already may have taken the engine's memory; they end. */
const MEMORY_RETRY_MS = 1_000;
const MEMORY_RETRIES_MAX = 120;
const STATEMENT_TIMEOUT_MS = 600_000;
const PROJECT = 1;

/**
 * Fills a project up to so many stored events of so many issues, inside the engines: each row is one real stored event
 * with an id, an issue and a time of its own, and both stores hold what storing them one by one would have left there.
 */
export async function growStores(
  engines: EngineUrls,
  size: {
    readonly from: number;
    readonly to: number;
    readonly issuesFrom: number;
    readonly issuesTo: number;
  },
): Promise<void> {
  const clickhouse = openClickHouse(engines.clickhouseUrl, STATEMENT_TIMEOUT_MS);
  const sql = openPostgres(engines.databaseUrl, { connectionsMax: 1, answerTimeoutMs: STATEMENT_TIMEOUT_MS });
  try {
    await sql`SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, false)`;
    // What is filled in may be lost in a power cut.
    await sql`SELECT set_config('synchronous_commit', 'off', false)`;
    await clickhouse.command({ query: TEMPLATE });
    const fillEvents = async (): Promise<void> => {
      for (const range of rangesOf(size, ROWS_MAX))
        await whenThereIsMemory(() =>
          clickhouse.command({ query: eventRows({ ...range, issues: size.issuesTo }) }),
        );
    };
    const fillIds = async (): Promise<void> => {
      // In the order of their index, so that each of its pages is filled once; the numbers of a range come in any order.
      for (const { from, to } of rangesOf(size, IDS_MAX))
        await sql`INSERT INTO event_ids (project_id, event_id, received_at)
          SELECT ${PROJECT}, md5('event-' || n), now() - interval '1 day'
          FROM generate_series(${from}::bigint, ${to - 1}::bigint) n ORDER BY 2`;
    };
    await Promise.all([fillEvents(), fillIds()]);
    const eventsPerIssue = Math.ceil(size.to / size.issuesTo);
    await sql`
      INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform,
        status, event_count, users_affected, first_seen, last_seen)
      SELECT overlay(overlay(md5('issue-' || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid, 1000 + n, ${PROJECT}, 'TypeError: number ' || n, 'TypeError', 'number ' || n,
        'src/cart.js in total', (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], 'sentry', 'javascript',
        (ARRAY['detected', 'detected', 'detected', 'resolved', 'ignored'])[1 + n % 5],
        ${eventsPerIssue}, 1, now() - interval '60 days',
        now() - n * interval '10 seconds'
      FROM generate_series(${size.issuesFrom}::int, ${size.issuesTo - 1}::int) n`;
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

/** Copies of it, spread over 60 days; positions are of a journal nobody has. */
function eventRows({ from, to, issues }: { from: number; to: number; issues: number }): string {
  return `
    INSERT INTO events (${EVENT_COLUMNS})
    WITH (SELECT substring(payload, 1, position(payload, event_id) - 1) FROM grow_template) AS before_id,
      (SELECT substring(payload, position(payload, event_id) + length(event_id)) FROM grow_template) AS after_id,
      lower(hex(MD5(concat('event-', toString(n.number))))) AS new_id
    SELECT project_id, lower(hex(MD5(concat('issue-', toString(n.number % ${issues}))))) AS fingerprint,
      new_id AS event_id, now64(3) - toIntervalSecond(1 + n.number % 5184000) AS received_at, received_at AS occurred_at,
      'grown' AS collector, 1 AS incarnation, n.number AS pos, source, platform, level, title, culprit, type, value, release,
      environment, transaction, server_name, user_hash, times_seen, tags,
      concat(before_id, new_id, after_id) AS payload, 0 AS revision
    FROM numbers(${from}, ${to - from}) AS n CROSS JOIN (SELECT * EXCEPT (payload) FROM grow_template) AS template
    SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 4096`;
}
