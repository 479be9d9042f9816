import { BugSageError } from '@bugsage/core';
import type { CountedEvent } from '@bugsage/core';
import type { CommitResult, DeadLetter, IngestStore } from '../../ports/ingest-store.ts';
import { ids, numbers } from '../array-literal.ts';
import { lockGroupingShared } from '../grouping/project-lock.ts';
import { countByTime, forgetCounts } from '../postgres-event-counts.ts';
import { guarded, postgresFailure, type Queryable, type Sql } from '../postgres-client.ts';
import { assignIssues } from './assign-issues.ts';
import { countOccurrences } from './count-occurrences.ts';
import { noteReleases } from './note-releases.ts';
import { readNewIssues } from './new-issues.ts';

export function openPostgresIngestStore(sql: Sql): IngestStore {
  return {
    readCursor: (collector, incarnation) => readCursor(sql, collector, incarnation),
    knownEventIds: (events) => knownEventIds(sql, events),
    forgetEventIds: (receivedBefore, countMax) =>
      guarded('forget event ids', () => forgetEventIds(sql, receivedBefore, countMax)),
    readNewIssues: (events) => guarded('look up fingerprints', () => readNewIssues(sql, events)),
    commit: async (batch) => {
      try {
        return await sql.begin((transaction) => commit(transaction, batch));
      } catch (error) {
        throw postgresFailure(`commit ${batch.events.length} events`, error);
      }
    },
  };
}

type Batch = Parameters<IngestStore['commit']>[0];

/** The only commit point of the way of an event: everything below happens with it, or not at all. */
async function commit(sql: Queryable, batch: Batch): Promise<CommitResult> {
  await advanceCursor(sql, batch.cursor);
  await keepDeadLetters(sql, batch.deadLetters);
  const accepted = await acceptEventIds(sql, batch.events);
  await forgetReplayed(sql);
  await lockGroupingShared(
    sql,
    accepted.map(({ event }) => event.project_id),
  );
  await noteReleases(sql, accepted, batch.releases);
  const assigned = await assignIssues(sql, accepted);
  const sampled = batch.sampled ?? new Set();
  const counted = await countOccurrences(sql, assigned, sampled);
  await countByTime(
    sql,
    accepted.map(({ event }) => ({
      projectId: event.project_id,
      at: event.occurred_at,
      events: event.times_seen,
    })),
  );
  return {
    accepted: accepted.length,
    sampled: accepted.filter(({ position }) => sampled.has(position.pos)).length,
    duplicates: batch.events.length - accepted.length,
    issuesCreated: assigned.created.length,
    issuesRegressed: counted.regressed,
  };
}

async function advanceCursor(sql: Queryable, cursor: Batch['cursor']): Promise<void> {
  const { collector, incarnation, from, to } = cursor;
  const moved =
    from === -1
      ? await sql`INSERT INTO ingest_cursors (collector, incarnation, pos) VALUES (${collector}, ${incarnation}, ${to})
          ON CONFLICT DO NOTHING RETURNING pos`
      : await sql`UPDATE ingest_cursors SET pos = ${to}
          WHERE collector = ${collector} AND incarnation = ${incarnation} AND pos = ${from} RETURNING pos`;
  if (moved.length === 1) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'cursor_moved',
    message: `Journal ${collector}/${incarnation} is not at ${from} any more: somebody else stored this range.`,
    retryable: true,
  });
}

/** One letter per event: a replay that failed again, or a client that sent it again, adds an attempt. */
async function keepDeadLetters(sql: Queryable, letters: readonly DeadLetter[]): Promise<void> {
  for (const letter of letters) {
    const { collector, incarnation, pos } = letter.position;
    const eventId = EVENT_ID.test(letter.event_id) ? letter.event_id : null;
    await sql`
      INSERT INTO dead_letters (kind, project_id, event_id, reference, payload, error)
      VALUES ('event', ${letter.project_id}, ${eventId}, ${`${collector}:${incarnation}:${pos}`},
        ${letter.payload}, ${letter.error})
      ON CONFLICT (project_id, event_id) WHERE event_id IS NOT NULL DO UPDATE
      SET attempts = dead_letters.attempts + 1, reference = excluded.reference, payload = excluded.payload,
        error = excluded.error, replay = NULL`;
  }
}

const EVENT_ID = /^[0-9a-f]{32}$/;

/** A replayed letter goes in the transaction after which its event is known. */
async function forgetReplayed(sql: Queryable): Promise<void> {
  await sql`
    DELETE FROM dead_letters USING event_ids
    WHERE dead_letters.replay = 'appended' AND event_ids.project_id = dead_letters.project_id
    AND event_ids.event_id = dead_letters.event_id`;
}

/** Events whose id is new. Of two with one id in a batch the first counts. */
async function acceptEventIds(sql: Queryable, events: readonly CountedEvent[]): Promise<CountedEvent[]> {
  if (events.length === 0) return [];
  const rows = await sql<{ project_id: number; event_id: string }[]>`
    INSERT INTO event_ids (project_id, event_id, received_at)
    SELECT project_id, event_id, to_timestamp(received_at / 1000.0) FROM unnest(
      ${numbers(events.map(({ event }) => event.project_id))}::int[],
      ${ids(events.map(({ event }) => event.event_id))}::text[],
      ${numbers(events.map(({ event }) => event.received_at))}::double precision[]
    ) AS given (project_id, event_id, received_at)
    ORDER BY project_id, event_id
    ON CONFLICT DO NOTHING RETURNING project_id, event_id`;
  const fresh = new Set(rows.map((row) => `${row.project_id}:${row.event_id}`));
  return events.filter(({ event }) => fresh.delete(`${event.project_id}:${event.event_id}`));
}

/** Longer than any chart goes back. */
const COUNTED_DAYS = 400;

async function forgetEventIds(sql: Sql, receivedBefore: number, countMax: number): Promise<number> {
  await forgetCounts(sql, new Date(Date.now() - COUNTED_DAYS * 86_400_000));
  // Only so many at once: a transaction that deletes a day of a busy project would hold up everything behind it.
  const deleted = await sql`
    DELETE FROM event_ids WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM event_ids WHERE received_at < ${new Date(receivedBefore)} ORDER BY received_at LIMIT ${countMax}))`;
  return deleted.count;
}

async function readCursor(sql: Sql, collector: string, incarnation: number): Promise<number> {
  try {
    const [row] = await sql<{ pos: number }[]>`
      SELECT pos FROM ingest_cursors WHERE collector = ${collector} AND incarnation = ${incarnation}`;
    return row?.pos ?? -1;
  } catch (error) {
    throw postgresFailure('read the journal cursor', error);
  }
}

async function knownEventIds(
  sql: Sql,
  events: readonly { project_id: number; event_id: string }[],
): Promise<Set<string>> {
  try {
    const rows = await sql<{ project_id: number; event_id: string }[]>`
      SELECT project_id, event_id FROM event_ids WHERE (project_id, event_id) IN (
        SELECT * FROM unnest(${numbers(events.map((event) => event.project_id))}::int[], ${ids(events.map((event) => event.event_id))}::text[]))`;
    return new Set(rows.map((row) => `${row.project_id}:${row.event_id}`));
  } catch (error) {
    throw postgresFailure('look up event ids', error);
  }
}
