import { userHash } from '../../user-hash.ts';
import { ids, numbers } from '../array-literal.ts';
import type { Queryable } from '../postgres-client.ts';
import type { AssignedEvents } from './assign-issues.ts';
import type { Sum } from './summarize-batch.ts';

/** Adds a batch to the numbers of its fingerprints; merging and splitting issues add up these (0004). */
export async function countByFingerprint(sql: Queryable, sums: readonly Sum[]): Promise<void> {
  await sql`
    UPDATE issue_fingerprints key SET
      first_release = CASE WHEN key.first_seen IS NULL THEN given.first_release ELSE key.first_release END,
      last_release = CASE WHEN given.last_seen >= coalesce(key.last_seen, given.last_seen)
        THEN coalesce(given.release, last_release) ELSE coalesce(last_release, given.release) END,
      last_environment = CASE WHEN given.last_seen >= coalesce(key.last_seen, given.last_seen)
        THEN coalesce(given.environment, last_environment) ELSE coalesce(last_environment, given.environment) END,
      event_count = event_count + given.count,
      sampled_count = sampled_count + given.sampled,
      first_seen = least(key.first_seen, given.first_seen),
      last_seen = greatest(key.last_seen, given.last_seen)
    FROM unnest(
      ${sums.map((sum) => sum.projectId)}::int[], ${sums.map((sum) => sum.fingerprint)}::text[],
      ${sums.map((sum) => sum.count)}::bigint[], ${sums.map((sum) => sum.sampled)}::bigint[],
      ${sums.map((sum) => isoTime(sum.firstSeen))}::timestamptz[], ${sums.map((sum) => isoTime(sum.lastSeen))}::timestamptz[],
      ${sums.map((sum) => sum.release)}::text[], ${sums.map((sum) => sum.environment)}::text[],
      ${sums.map((sum) => sum.firstRelease)}::text[]
    ) AS given (project_id, fingerprint, count, sampled, first_seen, last_seen, release, environment, first_release)
    WHERE key.project_id = given.project_id AND key.fingerprint = given.fingerprint`;
}

/**
 * Users never seen on the issue before, by issue. A user is kept per fingerprint, and is new to the issue when none of
 * its other fingerprints has them. The caller has locked the issues, so that no other collector counts them meanwhile.
 */
export async function countUsers(
  sql: Queryable,
  events: AssignedEvents['events'],
): Promise<ReadonlyMap<string, number>> {
  const rows = events.flatMap(({ issueId, placed }) => {
    const hash = userHash(placed.event.user);
    const { fingerprint } = placed.grouping;
    return hash === null ? [] : [{ issueId, projectId: placed.event.project_id, fingerprint, hash }];
  });
  if (rows.length === 0) return new Map();
  const counted = await sql<{ issue_id: string; users: number }[]>`
    WITH given AS (
      SELECT DISTINCT * FROM unnest(
        ${ids(rows.map((row) => row.issueId))}::uuid[], ${numbers(rows.map((row) => row.projectId))}::int[],
        ${ids(rows.map((row) => row.fingerprint))}::text[], ${ids(rows.map((row) => row.hash))}::text[]
      ) AS given (issue_id, project_id, fingerprint, user_hash)
    ), inserted AS (
      INSERT INTO fingerprint_users (project_id, fingerprint, user_hash)
      SELECT project_id, fingerprint, user_hash FROM given ORDER BY 1, 2, 3
      ON CONFLICT DO NOTHING RETURNING project_id, fingerprint, user_hash
    )
    SELECT issue_id, count(DISTINCT user_hash) AS users FROM inserted JOIN given USING (project_id, fingerprint, user_hash)
    WHERE NOT EXISTS (
      SELECT 1 FROM issue_fingerprints other JOIN fingerprint_users known USING (project_id, fingerprint)
      WHERE other.issue_id = given.issue_id AND known.user_hash = inserted.user_hash
    ) GROUP BY issue_id`;
  return new Map(counted.map((row) => [row.issue_id, row.users]));
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
