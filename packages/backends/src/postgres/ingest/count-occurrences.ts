import { SEVERITIES } from '@bugsage/core';
import type { Queryable } from '../postgres-client.ts';
import type { AssignedEvents } from './assign-issues.ts';
import { countByFingerprint, countUsers, isoTime } from './count-by-fingerprint.ts';
import { reopenIssues } from './reopen-issues.ts';
import { sumByFingerprint, sumByIssue } from './summarize-batch.ts';

/** Adds a batch to the numbers of its fingerprints and issues, and reopens resolved issues that were seen again. */
export async function countOccurrences(
  sql: Queryable,
  assigned: AssignedEvents,
  sampled: ReadonlySet<number>,
): Promise<{ regressed: number }> {
  if (assigned.events.length === 0) return { regressed: 0 };
  const byFingerprint = sumByFingerprint(assigned.events, sampled);
  const sums = sumByIssue(byFingerprint);
  // In one order, and before users are counted: see countUsers.
  await sql`SELECT 1 FROM issues WHERE id = ANY(${sums.map((sum) => sum.issueId)}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await countByFingerprint(sql, byFingerprint);
  const users = await countUsers(sql, assigned.events);
  await sql`
    UPDATE issues SET
      event_count = event_count + given.count,
      emptied = false,
      users_affected = users_affected + given.users,
      first_seen = least(issues.first_seen, given.first_seen),
      last_seen = greatest(issues.last_seen, given.last_seen),
      last_release = CASE WHEN given.last_seen >= issues.last_seen
        THEN coalesce(given.release, last_release) ELSE coalesce(last_release, given.release) END,
      last_environment = CASE WHEN given.last_seen >= issues.last_seen
        THEN coalesce(given.environment, last_environment) ELSE coalesce(last_environment, given.environment) END,
      severity = (${SEVERITIES}::text[])[greatest(array_position(${SEVERITIES}::text[], issues.severity), given.severity)],
      metadata = CASE WHEN given.sampled = 0 THEN metadata ELSE jsonb_set(metadata, '{sampled_events}',
        to_jsonb(coalesce((metadata->>'sampled_events')::bigint, 0) + given.sampled)) END,
      updated_at = now()
    FROM unnest(
      ${sums.map((sum) => sum.issueId)}::uuid[], ${sums.map((sum) => sum.count)}::bigint[],
      ${sums.map((sum) => users.get(sum.issueId) ?? 0)}::bigint[],
      ${sums.map((sum) => isoTime(sum.firstSeen))}::timestamptz[], ${sums.map((sum) => isoTime(sum.lastSeen))}::timestamptz[],
      ${sums.map((sum) => sum.release)}::text[], ${sums.map((sum) => sum.environment)}::text[],
      ${sums.map((sum) => SEVERITIES.indexOf(sum.severity) + 1)}::int[],
      ${sums.map((sum) => sum.sampled)}::bigint[]
    ) AS given (issue_id, count, users, first_seen, last_seen, release, environment, severity, sampled)
    WHERE issues.id = given.issue_id`;
  return { regressed: await reopenIssues(sql, assigned) };
}
