import {
  userHash,
  type EventMove,
  type EventRewriteStore,
  type RegroupStore,
  type RevisedEvent,
} from '@bugsage/backends';
import type { Grouping, NormalizedEvent } from '@bugsage/core';

/** A stored event as it should be. */
export type Regrouped = {
  readonly stored: RevisedEvent;
  readonly event: NormalizedEvent;
  readonly grouping: Grouping;
};

export type RegroupOptions = {
  readonly rewrite: EventRewriteStore;
  readonly regroup: RegroupStore;
  readonly actor: string;
  readonly reason: string;
  readonly homes?: ReadonlyMap<string, string>;
  /** See RegroupStore.settle. */
  readonly joinsEmptied: boolean;
};

/**
 * Gives stored events their new form: numbers and ledger first, in one transaction that records each move once, then
 * the rows. Tried again after a crash in between, it moves no number twice and writes the rows.
 */
export async function regroupPage(page: readonly Regrouped[], options: RegroupOptions): Promise<number> {
  const changed = page.filter(isChanged);
  const [first] = changed;
  if (first === undefined) return 0;
  const projectId = first.event.project_id;
  const { actor, reason, homes } = options;
  const applicable = await options.regroup.move({
    projectId,
    moves: changed.map(moveOf),
    actor,
    reason,
    ...(homes === undefined ? {} : { homes }),
  });
  const rows = changed.filter(({ event }) => applicable.has(event.event_id));
  await options.rewrite.replace(
    rows.map(({ stored, event, grouping }) => ({
      event,
      grouping,
      position: stored.position,
      revision: stored.revision + 1,
    })),
  );
  const left = new Set(rows.filter(isMoved).map(({ stored }) => stored.grouping.fingerprint));
  for (const fingerprint of left) {
    const remaining = await options.rewrite.remaining(projectId, fingerprint);
    const { joinsEmptied } = options;
    await options.regroup.settle({ projectId, fingerprint, remaining, joinsEmptied, actor, reason });
  }
  return rows.length;
}

function isMoved({ stored, grouping }: Regrouped): boolean {
  return stored.grouping.fingerprint !== grouping.fingerprint;
}

function isChanged(regrouped: Regrouped): boolean {
  const { stored, event, grouping } = regrouped;
  return (
    isMoved(regrouped) ||
    JSON.stringify(stored.event.exceptions) !== JSON.stringify(event.exceptions) ||
    JSON.stringify(stored.grouping) !== JSON.stringify(grouping)
  );
}

function moveOf({ stored, event, grouping }: Regrouped): EventMove {
  return {
    eventId: event.event_id,
    revision: stored.revision + 1,
    from: stored.grouping.fingerprint,
    to: grouping,
    occurredAt: event.occurred_at,
    timesSeen: event.times_seen,
    userHash: userHash(event.user),
    release: event.release,
    environment: event.environment,
  };
}
