import { BugSageError, type EncodedEvent } from '@bugsage/core';
import type {
  CommitResult,
  DeadLetter,
  EventStore,
  IngestStore,
  ReleaseHealthStore,
} from '@bugsage/backends';
import type { IssueLimits } from '../limit/index.ts';
import type { RecordOutcome } from '../outcomes/outcome-counter.ts';
import { storeSessions } from './store-sessions.ts';
import type { FreshBatch } from '../stages.ts';

export type StoreOptions = {
  readonly events: EventStore;
  readonly ingest: IngestStore;
  readonly releaseHealth: Pick<ReleaseHealthStore, 'insert'>;
  readonly journal: { readonly collector: string; readonly incarnation: number };
  /** Absent: every payload is stored, and every fingerprint opens its issue. */
  readonly issueLimits?: IssueLimits | undefined;
  readonly recordOutcome: RecordOutcome;
};

/** Inserts that ClickHouse may forget in a row until that is an error. */
const FORGOTTEN_MAX = 3;

/**
 * ClickHouse first, then one Postgres transaction that also moves the cursor: the commit point. When the range may have
 * been tried before (start, any error), the positions that ClickHouse already has are left out. That anti-join, not
 * the insert token, is what makes it exactly once: tokens repeated 40 of 40 batches after a power cut.
 */
export async function storeBatch(
  batch: FreshBatch,
  options: StoreOptions & { committed: number; triedBefore: boolean; deadLetters: readonly DeadLetter[] },
): Promise<CommitResult> {
  const { collector, incarnation } = options.journal;
  const from = options.committed;
  const to = batch.lastPosition;
  const range = { collector, incarnation, from: from + 1, to };
  // Storing sessions twice changes nothing, so they need no question what an earlier try stored.
  const releases = await storeSessions(batch.sessions, options);
  const present = options.triedBefore ? await options.events.presentPositions(range) : new Set<number>();
  const limited = await options.issueLimits?.apply(batch.items, present);
  const events = limited?.events ?? batch.items;
  const sampled = limited?.sampled ?? new Set();
  const missing = events.filter(({ position }) => !present.has(position.pos) && !sampled.has(position.pos));
  if (missing.length > 0)
    await (options.triedBefore
      ? insertSurely(missing, range, options.events)
      : options.events.insert(missing));
  const result = await options.ingest.commit({
    events,
    sampled,
    releases,
    deadLetters: options.deadLetters,
    cursor: { collector, incarnation, from, to },
  });
  limited?.commit();
  // Positions that no record came for: read-records.ts has reported them.
  const met = batch.items.length + batch.duplicates + batch.sessions.length + options.deadLetters.length;
  const damaged = to - from - met;
  if (damaged > 0)
    options.recordOutcome({ kind: 'dropped', stage: 'store', reason: 'journal_damaged' }, damaged);
  options.recordOutcome({ kind: 'accepted' }, result.accepted - result.sampled + batch.sessions.length);
  if (result.sampled > 0)
    options.recordOutcome({ kind: 'dropped', stage: 'store', reason: 'sampled' }, result.sampled);
  const duplicates = batch.duplicates + result.duplicates;
  if (duplicates > 0)
    options.recordOutcome({ kind: 'dropped', stage: 'dedupe', reason: 'duplicate' }, duplicates);
  return result;
}

type Positions = Parameters<EventStore['presentPositions']>[0];

/**
 * An insert after a failed one can be taken for a repetition of it, although what that one left was damaged and set
 * aside (a disk that became full). So what is there afterwards is looked at, and what is not is inserted as a new attempt.
 */
async function insertSurely(
  missing: readonly EncodedEvent[],
  range: Positions,
  events: EventStore,
): Promise<void> {
  let left = missing;
  for (let attempt = 0; attempt < FORGOTTEN_MAX; attempt += 1) {
    await events.insert(left, attempt);
    const present = await events.presentPositions(range);
    left = left.filter(({ position }) => !present.has(position.pos));
    if (left.length === 0) return;
  }
  throw new BugSageError({
    kind: 'unavailable',
    code: 'clickhouse_unavailable',
    message: `ClickHouse answered ${FORGOTTEN_MAX} times that ${left.length} events are stored, and does not have them.`,
  });
}
