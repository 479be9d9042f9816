import { RELEASE_LIMITS, type CountedEvent } from '@bugsage/core';
import type { SeenRelease } from '../../ports/ingest-store.ts';
import type { Queryable } from '../postgres-client.ts';

/** Remembers releases that events or sessions name for the first time, dated by our clock. */
export async function noteReleases(
  sql: Queryable,
  events: readonly CountedEvent[],
  more: readonly SeenRelease[] = [],
): Promise<void> {
  const ofEvents = events.flatMap(({ event }): SeenRelease[] =>
    event.release === null
      ? []
      : [{ projectId: event.project_id, version: event.release, receivedAt: event.received_at }],
  );
  const seen = new Map<string, SeenRelease>();
  for (const release of [...ofEvents, ...more]) {
    const key = `${release.projectId}:${release.version}`;
    if (!seen.has(key)) seen.set(key, release);
  }
  if (seen.size === 0) return;
  const rows = [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql`
    INSERT INTO releases (project_id, version, created_at)
    SELECT project_id, version, to_timestamp(received_at / 1000.0) FROM unnest(
      ${rows.map((row) => row.projectId)}::int[], ${rows.map((row) => row.version)}::text[],
      ${rows.map((row) => row.receivedAt)}::double precision[]) AS given (project_id, version, received_at)
    WHERE NOT EXISTS (SELECT 1 FROM releases known
      WHERE known.project_id = given.project_id AND known.version = given.version)
      AND (SELECT count(*) FROM releases known WHERE known.project_id = given.project_id) < ${RELEASE_LIMITS.seenPerProjectMax}
    ON CONFLICT DO NOTHING`;
}
