import type { Grouping } from '@bugsage/core';
import type { EventMove, MoveRequest } from '../../ports/regroup-store.ts';
import { appendToOutbox } from '../outbox.ts';
import type { Queryable } from '../postgres-client.ts';
import { appendToLedger } from './ledger.ts';
import { copyIssue } from './split-issue.ts';

/** Where a fingerprint leads, and the issue it was first given to. */
export type Link = { readonly issueId: string; readonly originId: string };

/** Events that go from one fingerprint to another. */
export type MoveGroup = {
  readonly from: string;
  readonly to: Grouping;
  readonly moves: readonly EventMove[];
};

export function groupMoves(moves: readonly EventMove[]): MoveGroup[] {
  const groups = new Map<string, { from: string; to: Grouping; moves: EventMove[] }>();
  for (const move of moves) {
    const key = `${move.from}>${move.to.fingerprint}`;
    const group = groups.get(key) ?? { from: move.from, to: move.to, moves: [] };
    group.moves.push(move);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => b.moves.length - a.moves.length);
}

export async function readLinks(
  sql: Queryable,
  projectId: number,
  fingerprints: readonly string[],
): Promise<Map<string, Link>> {
  const rows = await sql<{ fingerprint: string; issue_id: string; origin_issue_id: string }[]>`
    SELECT fingerprint, issue_id, origin_issue_id FROM issue_fingerprints
    WHERE project_id = ${projectId} AND fingerprint = ANY(${[...new Set(fingerprints)]}::text[])`;
  return new Map(
    rows.map((row) => [row.fingerprint, { issueId: row.issue_id, originId: row.origin_issue_id }]),
  );
}

/** Gives an issue to every fingerprint of the groups that has none. Answers all links. */
export async function placeFingerprints(
  sql: Queryable,
  request: MoveRequest,
  groups: readonly MoveGroup[],
): Promise<ReadonlyMap<string, Link>> {
  const { projectId, homes } = request;
  const links = await readLinks(
    sql,
    projectId,
    groups.flatMap(({ from, to }) => [from, ...keysOf(to)]),
  );
  const kept = new Set<string>();
  for (const group of groups) {
    const from = links.get(group.from);
    if (from === undefined || links.has(group.to.fingerprint)) continue;
    const found = group.to.alternatives.map((key) => links.get(key)).find((link) => link !== undefined);
    const stays = found === undefined && (await keepsIssue({ sql, homes, kept }, group, from));
    if (found === undefined) kept.add(from.issueId);
    const link = found ?? (stays ? from : await openIssueFor(sql, request, { group, from }));
    for (const fingerprint of keysOf(group.to).filter((key) => !links.has(key))) {
      links.set(fingerprint, link);
      await saveLink(sql, request, { group, link, fingerprint });
    }
  }
  return links;
}

/** Any of an event's keys finds its issue, its own first. */
function keysOf({ fingerprint, alternatives }: Grouping): readonly string[] {
  return [fingerprint, ...alternatives];
}

type Homes = {
  readonly sql: Queryable;
  readonly homes: MoveRequest['homes'];
  readonly kept: ReadonlySet<string>;
};

/** Whether a fingerprint that no issue has stays in the issue its events come from. */
async function keepsIssue({ sql, homes, kept }: Homes, group: MoveGroup, from: Link): Promise<boolean> {
  if (homes !== undefined) return homes.get(group.to.fingerprint) === from.issueId;
  return !kept.has(from.issueId) && !(await hasOthers(sql, from));
}

/** An issue that was given a fingerprint of another event before keeps that one; the next opens its own. */
async function hasOthers(sql: Queryable, { issueId, originId }: Link): Promise<boolean> {
  const [row] = await sql`
    SELECT 1 FROM grouping_ledger WHERE action = 'moved' AND from_issue = ${issueId} AND to_issue = ${issueId}
      AND details->>'origin' = ${originId} LIMIT 1`;
  return row !== undefined;
}

async function openIssueFor(
  sql: Queryable,
  { projectId }: MoveRequest,
  { group, from }: { group: MoveGroup; from: Link },
): Promise<Link> {
  const { title, culprit } = group.to;
  const first = new Date(Math.min(...group.moves.map(({ occurredAt }) => occurredAt)));
  const issueId = await copyIssue(sql, from.originId, { title, culprit, first_seen: first });
  await sql`UPDATE issues SET type = ${group.to.type}, value = ${group.to.value} WHERE id = ${issueId}`;
  await appendToOutbox(sql, [
    {
      id: `issue.created:${issueId}`,
      subject: 'issue.created',
      payload: { project_id: projectId, issue_id: issueId },
    },
  ]);
  return { issueId, originId: issueId };
}

async function saveLink(
  sql: Queryable,
  { projectId, actor, reason }: MoveRequest,
  { group, link, fingerprint }: { group: MoveGroup; link: Link; fingerprint: string },
): Promise<void> {
  const { version, title, culprit } = group.to;
  await sql`
    INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version, title, culprit)
    VALUES (${projectId}, ${fingerprint}, ${link.issueId}, ${link.originId}, ${version}, ${title}, ${culprit})`;
  await appendToLedger(sql, [
    {
      projectId,
      actor,
      action: 'assigned',
      fingerprint,
      toIssue: link.issueId,
      reason,
      details: { version, title, from: group.from },
    },
  ]);
}
