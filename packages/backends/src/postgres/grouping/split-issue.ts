import { randomUUID } from 'node:crypto';
import type { GroupingStore } from '../../ports/grouping-store.ts';
import type { Scope } from '../../ports/issue-store.ts';
import type { Queryable } from '../postgres-client.ts';
import { appendToLedger } from './ledger.ts';
import { conflict, lockTree } from './merge-issues.ts';
import { recountIssues } from './recount-issue.ts';

type Split = Parameters<GroupingStore['split']>[1];

/** Moves fingerprints into a new issue. Merging that one back restores what was there. Null out of scope. */
export async function splitIssue(sql: Queryable, scope: Scope, split: Split): Promise<string | null> {
  const issue = await lockTree(sql, scope, split.issueId);
  if (issue === null) return null;
  const keys = await sql<
    { fingerprint: string; title: string; culprit: string; first_seen: Date | null; event_count: number }[]
  >`
    SELECT fingerprint, title, culprit, first_seen, event_count FROM issue_fingerprints WHERE issue_id = ${issue.id}
    ORDER BY event_count DESC, created_at, fingerprint`;
  const wanted = new Set(split.fingerprints);
  const taken = keys.filter(({ fingerprint }) => wanted.has(fingerprint));
  const [main] = taken;
  if (main === undefined || taken.length < wanted.size)
    throw conflict('unknown_fingerprint', 'Some of these fingerprints do not belong to the issue.');
  const left = keys.filter(({ fingerprint }) => !wanted.has(fingerprint));
  // Further keys of events that are stored under another one have no numbers: with them alone the issue would be empty.
  const hasEvents = (some: readonly { readonly event_count: number }[]): boolean =>
    some.some(({ event_count: count }) => count > 0);
  if (left.length === 0 || (hasEvents(taken) && !hasEvents(left)))
    throw conflict('nothing_left', 'An issue keeps at least one fingerprint with events. Leave one out.');
  const created = await copyIssue(sql, issue.id, main);
  await sql`
    UPDATE issue_fingerprints SET issue_id = ${created}, origin_issue_id = ${created}
    WHERE project_id = ${issue.project_id} AND fingerprint = ANY(${[...wanted]}::text[])`;
  await recountIssues(sql, [issue.id, created]);
  await appendToLedger(
    sql,
    taken.map(({ fingerprint }) => ({
      projectId: issue.project_id,
      actor: split.by,
      action: 'split',
      fingerprint,
      fromIssue: issue.id,
      toIssue: created,
      reason: split.reason,
    })),
  );
  return created;
}

/** A new issue with the words of a fingerprint and the kind of the issue it comes from. */
export async function copyIssue(
  sql: Queryable,
  issueId: string,
  words: { readonly title: string; readonly culprit: string; readonly first_seen: Date | null },
): Promise<string> {
  const id = randomUUID();
  await sql`
    WITH number AS (
      UPDATE projects SET issue_count = issue_count + 1
      WHERE id = (SELECT project_id FROM issues WHERE id = ${issueId}) RETURNING issue_count)
    INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform, tags, category,
      first_seen, last_seen, first_release, last_release, last_environment)
    SELECT ${id}, number.issue_count, project_id, coalesce(nullif(${words.title}, ''), title), type, value,
      coalesce(nullif(${words.culprit}, ''), culprit), severity, source, platform, tags, category,
      coalesce(${words.first_seen}, first_seen), last_seen, first_release, last_release, last_environment
    FROM issues, number WHERE id = ${issueId}`;
  return id;
}
