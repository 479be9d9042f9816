import type { IssueEvents, StoredEvent } from '@bugsage/backends';
import type { Issue } from '@bugsage/core';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';

/** Events through their issue: an event is only shown below the issue the ledger puts it in. */
export type EventReader = {
  keysOf(issue: Issue): Promise<IssueEvents>;
  newestOrNull(issue: Issue): Promise<StoredEvent | null>;
  /** Throws `event_not_found`. */
  newest(issue: Issue): Promise<StoredEvent>;
  /** Throws `event_not_found`, also for an event of another issue. */
  one(issue: Issue, eventId: string): Promise<StoredEvent>;
};

export function createEventReader({ events, issues }: ApiServices): EventReader {
  const keysOf = async (issue: Issue): Promise<IssueEvents> => ({
    projectId: issue.project_id,
    fingerprints: await issues.fingerprintsOf(issue.id),
  });
  const newestOrNull = async (issue: Issue): Promise<StoredEvent | null> => {
    const lastSeen = Date.parse(issue.last_seen);
    const [newest] = await events.latestEvents({ ...(await keysOf(issue)), limit: 1, lastSeen });
    return newest ?? null;
  };
  return {
    keysOf,
    newestOrNull,
    newest: async (issue) => {
      const newest = await newestOrNull(issue);
      if (newest === null) throw notFound('event');
      return newest;
    },
    one: async (issue, eventId) => {
      const { projectId, fingerprints } = await keysOf(issue);
      const stored = await events.getEvent(projectId, eventId);
      if (stored === null || !fingerprints.includes(stored.grouping.fingerprint)) throw notFound('event');
      return stored;
    },
  };
}
