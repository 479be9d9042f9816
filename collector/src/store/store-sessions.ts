import type { ReleaseHealthStore, SeenRelease } from '@bugsage/backends';
import type { SessionRecord } from '../stages.ts';

/** Stores what a batch tells of sessions, and answers the releases they name. */
export async function storeSessions(
  records: readonly SessionRecord[],
  options: {
    readonly releaseHealth: Pick<ReleaseHealthStore, 'insert'>;
    readonly journal: { readonly collector: string; readonly incarnation: number };
  },
): Promise<SeenRelease[]> {
  if (records.length === 0) return [];
  const { collector, incarnation } = options.journal;
  const placed = records.map(({ read, pos }) => ({
    sessions: read(),
    position: { collector, incarnation, pos },
  }));
  await options.releaseHealth.insert(placed);
  return placed.flatMap(({ sessions }) =>
    sessions.rows.map(({ release }) => ({
      projectId: sessions.project_id,
      version: release,
      receivedAt: sessions.received_at,
    })),
  );
}
