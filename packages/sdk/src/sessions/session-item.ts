import type { WireSessionCounts } from '@bugsage/core/batch';

import { createHexId } from '../hex-id.ts';
import { createScopeData } from '../scope/scope-data.ts';
import { type QueueItem, createQueueItem } from '../transport/queue-item.ts';

/** What is told of sessions: which, since when (Unix milliseconds), how many in which state, whose. */
export type ToldSessions = {
  id: string;
  startedMs: number;
  counts: WireSessionCounts;
  user?: string | undefined;
};

/** A session, or several that are counted together, on their way. */
export function createSessionItem({ id, startedMs, counts, user }: ToldSessions): QueueItem {
  const event: QueueItem['event'] = {
    ...createScopeData(),
    id: createHexId(),
    timestampMs: Date.now(),
    exceptions: [],
    row: ['s', id, startedMs, counts, user ?? null],
  };
  // Repeats below zero: when it is lost, no event is.
  return createQueueItem(event, -1);
}
