import type { EventMove, MoveRequest, RegroupStore } from '../../ports/regroup-store.ts';
import { isoTime } from '../ingest/count-by-fingerprint.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { appendToLedger } from './ledger.ts';
import { groupMoves, placeFingerprints, type Link, type MoveGroup } from './place-fingerprints.ts';
import { lockGrouping } from './project-lock.ts';
import { recountIssues } from './recount-issue.ts';
import { settleFingerprint } from './settle-fingerprint.ts';

/** Ids kept in a line of the ledger; the table of moves has them all. */
const LEDGER_IDS_MAX = 20;

export function openPostgresRegroupStore(sql: Sql): RegroupStore {
  return {
    move: (request) =>
      guarded('move events', () => sql.begin((transaction) => moveEvents(transaction, request))),
    settle: (request) =>
      guarded('settle a fingerprint', () =>
        sql.begin((transaction) => settleFingerprint(transaction, request)),
      ),
    forgetMoves: (daysMax) =>
      guarded('forget old moves of events', async () => {
        const rows = await sql`
          DELETE FROM event_moves WHERE at < now() - make_interval(days => ${daysMax}) RETURNING 1`;
        return rows.length;
      }),
  };
}

async function moveEvents(sql: Queryable, request: MoveRequest): Promise<ReadonlySet<string>> {
  const { projectId } = request;
  await lockGrouping(sql, projectId);
  const { fresh, applicable } = await recordMoves(sql, request);
  await rename(sql, projectId, fresh);
  const groups = groupMoves(fresh.filter(({ from, to }) => from !== to.fingerprint));
  if (groups.length === 0) return applicable;
  const links = await placeFingerprints(sql, request, groups);
  for (const group of groups) await moveNumbers(sql, projectId, group);
  const issues = new Set(
    groups.flatMap(({ from, to }) =>
      [links.get(from), links.get(to.fingerprint)].flatMap((link) =>
        link === undefined ? [] : [link.issueId],
      ),
    ),
  );
  await recountIssues(sql, [...issues]);
  await sql`UPDATE issues SET emptied = false WHERE id = ANY(${[...issues]}::uuid[]) AND emptied AND event_count > 0`;
  await tellLedger(sql, request, { groups, links });
  return applicable;
}

/** Moves are recorded once per event and revision; one that another job recorded otherwise is not ours to apply. */
async function recordMoves(
  sql: Queryable,
  { projectId, moves }: MoveRequest,
): Promise<{ fresh: readonly EventMove[]; applicable: ReadonlySet<string> }> {
  const inserted = await sql<{ event_id: string }[]>`
    INSERT INTO event_moves (project_id, event_id, revision, from_fingerprint, to_fingerprint)
    SELECT ${projectId}, * FROM unnest(
      ${moves.map(({ eventId }) => eventId)}::text[], ${moves.map(({ revision }) => revision)}::int[],
      ${moves.map(({ from }) => from)}::text[], ${moves.map(({ to }) => to.fingerprint)}::text[])
    ON CONFLICT DO NOTHING RETURNING event_id`;
  const recorded = await sql<{ event_id: string; revision: number; to_fingerprint: string }[]>`
    SELECT event_id, revision, to_fingerprint FROM event_moves
    WHERE project_id = ${projectId} AND event_id = ANY(${moves.map(({ eventId }) => eventId)}::text[])`;
  const targets = new Map(recorded.map((row) => [`${row.event_id}:${row.revision}`, row.to_fingerprint]));
  const ids = new Set(inserted.map((row) => row.event_id));
  return {
    fresh: moves.filter(({ eventId }) => ids.has(eventId)),
    applicable: new Set(
      moves
        .filter(({ eventId, revision, to }) => targets.get(`${eventId}:${revision}`) === to.fingerprint)
        .map(({ eventId }) => eventId),
    ),
  };
}

/** Words that came from the event, and not from a person, follow what is known now. */
async function rename(sql: Queryable, projectId: number, moves: readonly EventMove[]): Promise<void> {
  for (const { from, to } of groupMoves(moves)) {
    await sql`
      UPDATE issues SET culprit = ${to.culprit}, type = ${to.type}, value = ${to.value},
        title = CASE WHEN issues.title = key.title THEN ${to.title} ELSE issues.title END
      FROM issue_fingerprints key
      WHERE key.project_id = ${projectId} AND key.fingerprint = ${from} AND issues.id = key.issue_id
        AND issues.culprit = key.culprit AND issues.id = key.origin_issue_id`;
    if (from === to.fingerprint)
      await sql`
        UPDATE issue_fingerprints SET title = ${to.title}, culprit = ${to.culprit}
        WHERE project_id = ${projectId} AND fingerprint = ${from}`;
  }
}

async function moveNumbers(sql: Queryable, projectId: number, { from, to, moves }: MoveGroup): Promise<void> {
  const count = moves.reduce((sum, move) => sum + move.timesSeen, 0);
  const byTime = moves.toSorted((a, b) => a.occurredAt - b.occurredAt);
  const [first, last] = [byTime[0], byTime.at(-1)];
  if (first === undefined || last === undefined) return;
  await sql`
    UPDATE issue_fingerprints SET event_count = greatest(0, event_count - ${count})
    WHERE project_id = ${projectId} AND fingerprint = ${from}`;
  await sql`
    UPDATE issue_fingerprints SET
      first_release = CASE WHEN first_seen IS NULL OR first_seen > ${isoTime(first.occurredAt)}::timestamptz
        THEN ${first.release} ELSE first_release END,
      last_release = CASE WHEN last_seen IS NULL OR last_seen <= ${isoTime(last.occurredAt)}::timestamptz
        THEN coalesce(${last.release}, last_release) ELSE last_release END,
      last_environment = CASE WHEN last_seen IS NULL OR last_seen <= ${isoTime(last.occurredAt)}::timestamptz
        THEN coalesce(${last.environment}, last_environment) ELSE last_environment END,
      event_count = event_count + ${count},
      first_seen = least(first_seen, ${isoTime(first.occurredAt)}::timestamptz),
      last_seen = greatest(last_seen, ${isoTime(last.occurredAt)}::timestamptz)
    WHERE project_id = ${projectId} AND fingerprint = ${to.fingerprint}`;
  const users = [...new Set(moves.flatMap(({ userHash }) => (userHash === null ? [] : [userHash])))];
  await sql`
    INSERT INTO fingerprint_users (project_id, fingerprint, user_hash)
    SELECT ${projectId}, ${to.fingerprint}, * FROM unnest(${users}::text[]) ON CONFLICT DO NOTHING`;
}

async function tellLedger(
  sql: Queryable,
  { projectId, actor, reason }: MoveRequest,
  { groups, links }: { groups: readonly MoveGroup[]; links: ReadonlyMap<string, Link> },
): Promise<void> {
  await appendToLedger(
    sql,
    groups.flatMap((group) => {
      const [from, to] = [links.get(group.from), links.get(group.to.fingerprint)];
      if (from === undefined || to === undefined) return [];
      return [
        {
          projectId,
          actor,
          action: 'moved' as const,
          fingerprint: group.to.fingerprint,
          fromIssue: from.issueId,
          toIssue: to.issueId,
          reason,
          details: {
            from: group.from,
            origin: from.originId,
            events: group.moves.length,
            event_ids: group.moves.slice(0, LEDGER_IDS_MAX).map(({ eventId }) => eventId),
          },
        },
      ];
    }),
  );
}
