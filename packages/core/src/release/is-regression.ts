import { compareReleases, type ReleaseFacts } from './compare-releases.ts';

/**
 * How an issue was resolved: `now` (by time), `in_release` (that release has the fix), `in_next_release` (the one after
 * the newest of that time), or `in_commit` (the releases that contain it).
 */
export const RESOLUTIONS = ['now', 'in_release', 'in_next_release', 'in_commit'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type ResolvedIssue = {
  readonly resolution: Resolution;
  /** Unix milliseconds. */
  readonly resolvedAt: number;
  /** `in_release`: the fixing one. `in_next_release`: the newest without the fix. `in_commit`: the first that has it. */
  readonly release: ReleaseFacts | null;
};

export type SeenAgain = {
  /** Unix milliseconds. */
  readonly occurredAt: number;
  /** Null when the event names none. */
  readonly release: ReleaseFacts | null;
};

/**
 * Whether an event says that a resolved issue is back. An old release that still runs somewhere keeps sending the error;
 * that is no regression. An event without a release, or a resolution without one, is judged by its time.
 */
export function isRegression(issue: ResolvedIssue, event: SeenAgain): boolean {
  const isLater = event.occurredAt > issue.resolvedAt;
  if (event.release === null) return isLater;
  if (issue.release === null) {
    if (issue.resolution === 'now') return isLater;
    // The release with the fix is not known yet; one that appeared before the resolution cannot have it.
    return isLater && event.release.created_at > issue.resolvedAt;
  }
  const order = compareReleases(event.release, issue.release);
  return isLater && (issue.resolution === 'in_next_release' ? order > 0 : order >= 0);
}
