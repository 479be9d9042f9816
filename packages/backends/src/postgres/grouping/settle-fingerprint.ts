import type { RegroupStore } from '../../ports/regroup-store.ts';
import type { Queryable } from '../postgres-client.ts';
import { mergeIssues } from './merge-issues.ts';
import { lockGrouping } from './project-lock.ts';
import { recountIssues } from './recount-issue.ts';

type Settle = Parameters<RegroupStore['settle']>[0];

/**
 * After events were moved away: users of a fingerprint are known exactly when every counted event is still stored (none
 * was sampled or is past its retention); otherwise they stay, because nobody can tell whose the missing events were.
 */
export async function settleFingerprint(sql: Queryable, request: Settle): Promise<void> {
  const { projectId, fingerprint, remaining } = request;
  await lockGrouping(sql, projectId);
  const [key] = await sql<{ issue_id: string; event_count: number }[]>`
    SELECT issue_id, event_count FROM issue_fingerprints
    WHERE project_id = ${projectId} AND fingerprint = ${fingerprint}`;
  if (key === undefined) return;
  if (key.event_count === remaining.events) {
    await sql`
      DELETE FROM fingerprint_users WHERE project_id = ${projectId} AND fingerprint = ${fingerprint}
        AND NOT user_hash = ANY(${[...remaining.users]}::text[])`;
  }
  if (key.event_count === 0) {
    await sql`
      UPDATE issue_fingerprints SET first_seen = NULL, last_seen = NULL, first_release = NULL, last_release = NULL,
        last_environment = NULL WHERE project_id = ${projectId} AND fingerprint = ${fingerprint}`;
  }
  await recountIssues(sql, [key.issue_id]);
  const [issue] = await sql<{ event_count: number }[]>`
    SELECT event_count FROM issues WHERE id = ${key.issue_id}`;
  if (issue?.event_count !== 0) return;
  const target = request.joinsEmptied ? await onlyTarget(sql, request, key.issue_id) : null;
  if (target === null) await sql`UPDATE issues SET emptied = true WHERE id = ${key.issue_id}`;
  else await join(sql, request, { emptied: key.issue_id, target });
}

/** The one issue all events of a fingerprint went to. */
async function onlyTarget(
  sql: Queryable,
  { projectId, fingerprint }: Settle,
  issueId: string,
): Promise<string | null> {
  const rows = await sql<{ issue_id: string }[]>`
    SELECT DISTINCT key.issue_id FROM event_moves JOIN issue_fingerprints key
      ON key.project_id = event_moves.project_id AND key.fingerprint = to_fingerprint
    WHERE event_moves.project_id = ${projectId} AND from_fingerprint = ${fingerprint} AND key.issue_id <> ${issueId}`;
  return rows.length === 1 ? (rows[0]?.issue_id ?? null) : null;
}

/** The same bug seen before and after its map came: the older issue stays, both links lead to it. */
async function join(
  sql: Queryable,
  { projectId, actor, reason }: Settle,
  { emptied, target }: { emptied: string; target: string },
): Promise<void> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM issues WHERE id IN (${emptied}, ${target}) ORDER BY number`;
  const [into, other] = [rows[0]?.id, rows[1]?.id];
  if (into === undefined || other === undefined) return;
  await mergeIssues(sql, { projectIds: [projectId] }, { into, issueIds: [other], by: actor, reason });
}
