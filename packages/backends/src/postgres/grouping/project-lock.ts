import type { Queryable } from '../postgres-client.ts';

/** Any number, the same in every process. */
const GROUPING_LOCK = 7_316_403;

/**
 * Storing events and changing which issue they belong to exclude each other, per project, until the transaction ends:
 * an event is counted before or after a merge, never in the middle. Events of one project are stored side by side.
 */
export async function lockGroupingShared(sql: Queryable, projectIds: readonly number[]): Promise<void> {
  // One order for all: two that wait for each other would deadlock.
  for (const projectId of [...new Set(projectIds)].toSorted((a, b) => a - b))
    await sql`SELECT pg_advisory_xact_lock_shared(${GROUPING_LOCK}, ${projectId})`;
}

export async function lockGrouping(sql: Queryable, projectId: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${GROUPING_LOCK}, ${projectId})`;
}
