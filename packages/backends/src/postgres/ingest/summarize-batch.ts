import { SEVERITIES, SEVERITY_OF_LEVEL, type Severity } from '@bugsage/core';
import type { AssignedEvents } from './assign-issues.ts';

/** What a batch adds to one fingerprint, or to one issue. Times are Unix milliseconds. */
export type Sum = {
  readonly projectId: number;
  readonly fingerprint: string;
  readonly issueId: string;
  readonly count: number;
  /** Of the events, those whose payload is not stored. */
  readonly sampled: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Of the newest event that names one. */
  readonly release: string | null;
  readonly environment: string | null;
  /** Of the event that came first, as an issue is opened with it. */
  readonly firstRelease: string | null;
  readonly severity: Severity;
};

/** One sum for each fingerprint events are stored under, in one order for all collectors. */
export function sumByFingerprint(
  events: AssignedEvents['events'],
  sampled: ReadonlySet<number>,
): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const { issueId, placed } of events) {
    const { event, grouping, position } = placed;
    const key = `${event.project_id}:${grouping.fingerprint}`;
    const single: Sum = {
      projectId: event.project_id,
      fingerprint: grouping.fingerprint,
      issueId,
      count: event.times_seen,
      sampled: sampled.has(position.pos) ? 1 : 0,
      firstSeen: event.occurred_at,
      lastSeen: event.occurred_at,
      release: event.release,
      environment: event.environment,
      firstRelease: event.release,
      severity: SEVERITY_OF_LEVEL[event.level],
    };
    sums.set(key, addSums(sums.get(key), single));
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** One sum for each issue; its fingerprint is one of several. */
export function sumByIssue(sums: readonly Sum[]): readonly Sum[] {
  const issues = new Map<string, Sum>();
  for (const sum of sums) issues.set(sum.issueId, addSums(issues.get(sum.issueId), sum));
  return [...issues.values()].toSorted((a, b) => (a.issueId < b.issueId ? -1 : 1));
}

function addSums(sum: Sum | undefined, more: Sum): Sum {
  if (sum === undefined) return more;
  const [newer, older] = more.lastSeen >= sum.lastSeen ? [more, sum] : [sum, more];
  return {
    ...sum,
    count: sum.count + more.count,
    sampled: sum.sampled + more.sampled,
    firstSeen: Math.min(sum.firstSeen, more.firstSeen),
    lastSeen: Math.max(sum.lastSeen, more.lastSeen),
    release: newer.release ?? older.release,
    environment: newer.environment ?? older.environment,
    severity:
      SEVERITIES.indexOf(more.severity) > SEVERITIES.indexOf(sum.severity) ? more.severity : sum.severity,
  };
}
