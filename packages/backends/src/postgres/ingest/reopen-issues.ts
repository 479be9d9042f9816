import { isRegression, type CountedEvent, type ReleaseFacts, type Resolution } from '@bugsage/core';
import { appendToOutbox } from '../outbox.ts';
import type { Queryable } from '../postgres-client.ts';
import { readReleaseFacts, releaseWithCommit } from '../release-facts.ts';
import type { AssignedEvents } from './assign-issues.ts';

type ResolvedRow = {
  readonly id: string;
  readonly project_id: number;
  readonly resolution: Resolution | null;
  readonly resolved_at: Date;
  readonly resolved_in_release: string | null;
  readonly resolved_after_release: string | null;
  readonly resolved_in_commit: string | null;
};

/** Reopens resolved issues whose events of this batch are a regression. Answers how many. */
export async function reopenIssues(sql: Queryable, assigned: AssignedEvents): Promise<number> {
  const byIssue = new Map<string, CountedEvent[]>();
  for (const { issueId, placed } of assigned.events) {
    const events = byIssue.get(issueId);
    if (events === undefined) byIssue.set(issueId, [placed]);
    else events.push(placed);
  }
  const resolved = await sql<ResolvedRow[]>`
    SELECT id, project_id, resolution, resolved_at, resolved_in_release, resolved_after_release, resolved_in_commit
    FROM issues WHERE id = ANY(${[...byIssue.keys()]}::uuid[]) AND status = 'resolved'`;
  const regressed: ResolvedRow[] = [];
  for (const row of resolved) {
    if (await hasRegressed(sql, row, byIssue.get(row.id) ?? [])) regressed.push(row);
  }
  if (regressed.length === 0) return 0;
  await sql`
    UPDATE issues SET status = 'detected', substatus = 'regressed', resolution = NULL, resolved_at = NULL,
      resolved_by = NULL, resolved_in_release = NULL, resolved_after_release = NULL, resolved_in_commit = NULL
    WHERE id = ANY(${regressed.map((row) => row.id)}::uuid[])`;
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

async function hasRegressed(
  sql: Queryable,
  row: ResolvedRow,
  events: readonly CountedEvent[],
): Promise<boolean> {
  const resolution = row.resolution ?? 'now';
  const resolvedAt = row.resolved_at.getTime();
  // Of events that are alike in release and environment, the latest decides.
  const groups = new Map<string, CountedEvent['event']>();
  for (const { event } of events) {
    if (event.occurred_at <= resolvedAt) continue;
    groups.set(JSON.stringify([event.release, event.environment]), event);
  }
  for (const event of groups.values()) {
    const fixing = row.resolved_in_release ?? row.resolved_after_release;
    const facts = await readReleaseFacts(sql, {
      projectId: row.project_id,
      versions: [event.release, fixing].filter((version) => version !== null),
      environment: event.environment,
    });
    const release =
      resolution === 'in_commit' && row.resolved_in_commit !== null
        ? await releaseWithCommit(sql, row.project_id, row.resolved_in_commit)
        : factsOf(facts, fixing);
    const seen = { occurredAt: event.occurred_at, release: factsOf(facts, event.release) };
    if (isRegression({ resolution, resolvedAt, release }, seen)) return true;
  }
  return false;
}

/** A release somebody named and nobody has seen yet is one of the future. */
function factsOf(facts: Map<string, ReleaseFacts>, version: string | null): ReleaseFacts | null {
  if (version === null) return null;
  return facts.get(version) ?? { version, created_at: Number.MAX_SAFE_INTEGER, deployed_at: null };
}
