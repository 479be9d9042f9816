import { openClickHouse } from '../clickhouse/clickhouse-client.ts';
import { EVENT_COLUMNS } from '../clickhouse/event-row.ts';
import type { EngineUrls } from '../data-directory/connection-file.ts';
import { openPostgres } from '../postgres/postgres-client.ts';

/** Rows of one statement: some seconds. */
const ROWS_MAX = 200_000;
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
    const ranges = rangesOf(size);
    const fillEvents = async (): Promise<void> => {
      for (const range of ranges)
        await clickhouse.command({ query: eventRows({ ...range, issues: size.issuesTo }) });
    };
    const fillIds = async (): Promise<void> => {
      // In the order of their index, so that each of its pages is filled once; the numbers of a range come in any order.
      for (const { from, to } of ranges)
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

function rangesOf(size: { readonly from: number; readonly to: number }): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let from = size.from; from < size.to; from += ROWS_MAX)
    ranges.push({ from, to: Math.min(size.to, from + ROWS_MAX) });
  return ranges;
}

/** Blocks of the embedded engine's memory: a row is 3 kB, and one block of the default size some 200 MB. */
const BOUNDED =
  'max_threads = 1, max_insert_threads = 1, max_block_size = 4096, min_insert_block_size_rows = 32768, min_insert_block_size_bytes = 67108864';

/** Copies of the newest event that came in by itself, spread over 60 days; positions are of a journal nobody has. */
function eventRows({ from, to, issues }: { from: number; to: number; issues: number }): string {
  return `
    INSERT INTO events (${EVENT_COLUMNS})
    SELECT project_id, lower(hex(MD5(concat('issue-', toString(number % ${issues}))))) AS fingerprint,
      lower(hex(MD5(concat('event-', toString(number))))) AS event_id,
      now64(3) - toIntervalSecond(1 + number % 5184000) AS received_at, received_at AS occurred_at,
      'grown' AS collector, 1 AS incarnation, number AS pos, source, platform, level, title, culprit, type, value, release,
      environment, transaction, server_name, user_hash, times_seen, tags,
      replaceOne(payload, template.event_id, lower(hex(MD5(concat('event-', toString(number)))))) AS payload, 0 AS revision
    FROM numbers(${from}, ${to - from}) AS n
    CROSS JOIN (SELECT * FROM events WHERE project_id = ${PROJECT} AND collector != 'grown' ORDER BY received_at DESC LIMIT 1) AS template
    SETTINGS ${BOUNDED}`;
}
