import { fillGaps } from '../fill-gaps.ts';
import { COUNTED_SECONDS, type EventCountStore } from '../ports/event-counts.ts';
import type { TimeBucket } from '../ports/event-store.ts';
import { guarded, type Queryable, type Sql } from './postgres-client.ts';

export function openPostgresEventCounts(sql: Sql): EventCountStore {
  return {
    overTime: (query) =>
      guarded('count events', async () => {
        const { projectIds, from, to, bucketSeconds } = query;
        if (bucketSeconds % COUNTED_SECONDS !== 0) return null;
        const [counting] = await sql<{ since: Date }[]>`SELECT since FROM event_counts_since`;
        if (counting === undefined || counting.since.getTime() > from) return null;
        const rows = await sql<{ bucket: string; count: string }[]>`
          SELECT (floor(extract(epoch FROM at) / ${bucketSeconds}::int) * ${bucketSeconds}::int)::bigint::text AS bucket,
            sum(events)::text AS count
          FROM event_counts WHERE project_id = ANY(${projectIds}::int[])
            AND at >= ${new Date(stepOf(from))} AND at < ${new Date(to)} GROUP BY 1`;
        return fillGaps(query, rows);
      }),
  };
}

/** The step a Unix millisecond lies in. */
function stepOf(at: number): number {
  const stepMs = COUNTED_SECONDS * 1_000;
  return Math.floor(at / stepMs) * stepMs;
}

type Counted = { readonly projectId: number; readonly at: number; readonly events: number };

/**
 * Adds to the counts of a transaction that made events known. As its last step: another collector that counts the same
 * quarter of an hour waits here until the transaction ends.
 */
export async function countByTime(sql: Queryable, events: readonly Counted[]): Promise<void> {
  const sums = new Map<string, Counted>();
  for (const event of events) {
    const at = stepOf(event.at);
    const key = `${event.projectId}:${at}`;
    sums.set(key, { ...event, at, events: (sums.get(key)?.events ?? 0) + event.events });
  }
  if (sums.size === 0) return;
  const rows = [...sums.values()];
  await sql`
    INSERT INTO event_counts (project_id, at, events)
    SELECT project_id, to_timestamp(at / 1000.0), events FROM unnest(${rows.map((row) => row.projectId)}::int[],
      ${rows.map((row) => row.at)}::double precision[], ${rows.map((row) => row.events)}::bigint[]
    ) AS given (project_id, at, events) ORDER BY project_id, at
    ON CONFLICT (project_id, at) DO UPDATE SET events = event_counts.events + excluded.events`;
}

/** Takes events out that were deleted with their issue. */
export async function uncount(
  sql: Queryable,
  projectId: number,
  buckets: readonly TimeBucket[],
): Promise<void> {
  const counted = buckets.filter(({ count }) => count > 0);
  if (counted.length === 0) return;
  await sql`
    UPDATE event_counts SET events = greatest(0, events - given.count)
    FROM unnest(${counted.map(({ at }) => at)}::double precision[], ${counted.map(({ count }) => count)}::bigint[]
    ) AS given (at, count)
    WHERE project_id = ${projectId} AND event_counts.at = to_timestamp(given.at / 1000.0)`;
}

/** Counts of a time that no chart can show any more. */
export async function forgetCounts(sql: Queryable, before: Date): Promise<void> {
  await sql`DELETE FROM event_counts WHERE at < ${before}`;
}
