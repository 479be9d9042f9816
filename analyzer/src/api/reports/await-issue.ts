import { setTimeout as sleep } from 'node:timers/promises';
import type { EventFateStore, EventStore, IssueStore } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import { REPORT_LIMITS } from './limits.ts';

export type AwaitedStores = {
  readonly eventFates: EventFateStore;
  readonly events: Pick<EventStore, 'getEvent'>;
  readonly issues: Pick<IssueStore, 'issuesOfFingerprints'>;
};

/**
 * The issue an event that is durable was grouped into; null when the writer needs longer than a request may wait.
 * Throws `event_not_storable` when it became a dead letter.
 */
export async function awaitIssue(
  stores: AwaitedStores,
  event: { readonly projectId: number; readonly eventId: string },
): Promise<string | null> {
  const deadline = performance.now() + REPORT_LIMITS.storedWaitMs;
  let pauseMs: number = REPORT_LIMITS.pollMs;
  while (performance.now() < deadline) {
    const fate = await stores.eventFates.fateOf(event.projectId, event.eventId);
    if (fate === 'dead_letter') throw notStorable(event.eventId);
    if (fate === 'stored') return issueOf(stores, event);
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, REPORT_LIMITS.pollMsMax);
  }
  return null;
}

/** Null when the event is past its retention, or its issue was deleted. */
async function issueOf(
  { events, issues }: AwaitedStores,
  { projectId, eventId }: { readonly projectId: number; readonly eventId: string },
): Promise<string | null> {
  const stored = await events.getEvent(projectId, eventId);
  if (stored === null) return null;
  const key = { project_id: projectId, fingerprint: stored.grouping.fingerprint };
  return (await issues.issuesOfFingerprints([key])).get(`${projectId}:${key.fingerprint}`) ?? null;
}

function notStorable(eventId: string): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'event_not_storable',
    message: `The stores refuse the event ${eventId}. It is kept as a dead letter; bugsage dlq show tells why.`,
  });
}
