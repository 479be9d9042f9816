import { SEVERITIES, SEVERITY_OF_LEVEL, type Severity } from '@bugsage/core';
import { userHash } from '../../user-hash.ts';
import { appendToOutbox } from '../outbox.ts';
import type { Queryable } from '../postgres-client.ts';
import type { AssignedEvents } from './assign-issues.ts';

/** Adds a batch to the issues' numbers, one row per issue, and reopens resolved issues that were seen again. */
export async function countOccurrences(
  sql: Queryable,
  assigned: AssignedEvents,
  sampled: ReadonlySet<number>,
): Promise<{ regressed: number }> {
  if (assigned.events.length === 0) return { regressed: 0 };
  const users = await countUsers(sql, assigned);
  const sums = summarize(assigned, sampled);
  await sql`
    UPDATE issues SET
      event_count = event_count + given.count,
      users_affected = users_affected + given.users,
      first_seen = least(issues.first_seen, given.first_seen),
      last_seen = greatest(issues.last_seen, given.last_seen),
      last_release = coalesce(given.release, last_release),
      last_environment = coalesce(given.environment, last_environment),
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
  return { regressed: await reopenIssues(sql, assigned, sums) };
}

/** A resolved issue that happened after its resolution has regressed; an ignored one whose time is over is back. */
async function reopenIssues(sql: Queryable, assigned: AssignedEvents, sums: readonly Sum[]): Promise<number> {
  const reopened = await sql<{ id: string; project_id: number; substatus: string }[]>`
    UPDATE issues SET
      status = 'detected',
      substatus = CASE status WHEN 'resolved' THEN 'regressed' ELSE 'ongoing' END,
      resolved_at = NULL, resolved_by = NULL, ignored_until = NULL
    FROM unnest(${sums.map((sum) => sum.issueId)}::uuid[], ${sums.map((sum) => isoTime(sum.lastSeen))}::timestamptz[])
      AS given (issue_id, last_seen)
    WHERE issues.id = given.issue_id
      AND ((status = 'resolved' AND given.last_seen > resolved_at) OR (status = 'ignored' AND ignored_until < now()))
    RETURNING issues.id, issues.project_id, issues.substatus`;
  const regressed = reopened.filter((row) => row.substatus === 'regressed');
  const position = assigned.events.at(-1)?.placed.position;
  await appendToOutbox(
    sql,
    regressed.map((row) => ({
      id: `issue.regressed:${row.id}:${position?.collector}:${position?.incarnation}:${position?.pos}`,
      subject: 'issue.regressed',
      payload: { project_id: row.project_id, issue_id: row.id },
    })),
  );
  return regressed.length;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Users never seen on the issue before, by issue. */
async function countUsers(sql: Queryable, assigned: AssignedEvents): Promise<Map<string, number>> {
  const pairs = assigned.events.flatMap(({ issueId, placed }) => {
    const hash = userHash(placed.event.user);
    return hash === null ? [] : [{ issueId, hash }];
  });
  const counts = new Map<string, number>();
  if (pairs.length === 0) return counts;
  const rows = await sql<{ issue_id: string }[]>`
    INSERT INTO issue_users (issue_id, user_hash)
    SELECT DISTINCT * FROM unnest(${pairs.map((pair) => pair.issueId)}::uuid[], ${pairs.map((pair) => pair.hash)}::text[])
      AS given (issue_id, user_hash) ORDER BY issue_id, user_hash
    ON CONFLICT DO NOTHING RETURNING issue_id`;
  for (const row of rows) counts.set(row.issue_id, (counts.get(row.issue_id) ?? 0) + 1);
  return counts;
}

type Sum = {
  issueId: string;
  count: number;
  /** Of the events, those whose payload is not stored. */
  sampled: number;
  firstSeen: number;
  lastSeen: number;
  release: string | null;
  environment: string | null;
  severity: Severity;
};

function summarize(assigned: AssignedEvents, sampled: ReadonlySet<number>): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { issueId, placed } of assigned.events) {
    const { event } = placed;
    const severity = SEVERITY_OF_LEVEL[event.level];
    const sum = sums.get(issueId) ?? {
      issueId,
      count: 0,
      sampled: 0,
      firstSeen: event.occurred_at,
      lastSeen: event.occurred_at,
      release: null,
      environment: null,
      severity,
    };
    sum.count += event.times_seen;
    if (sampled.has(placed.position.pos)) sum.sampled += 1;
    sum.firstSeen = Math.min(sum.firstSeen, event.occurred_at);
    sum.lastSeen = Math.max(sum.lastSeen, event.occurred_at);
    sum.release = event.release ?? sum.release;
    sum.environment = event.environment ?? sum.environment;
    if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(sum.severity)) sum.severity = severity;
    sums.set(issueId, sum);
  }
  return [...sums.values()].toSorted((a, b) => (a.issueId < b.issueId ? -1 : 1));
}
