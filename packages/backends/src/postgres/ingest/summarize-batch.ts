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
  const sums = new Map<string, Adding>();
  for (const { issueId, placed } of events) {
    const { event, grouping, position } = placed;
    const key = `${event.project_id}:${grouping.fingerprint}`;
    const sum = sums.get(key);
    const ofEvent = {
      count: event.times_seen,
      sampled: sampled.has(position.pos) ? 1 : 0,
      firstSeen: event.occurred_at,
      lastSeen: event.occurred_at,
      release: event.release,
      environment: event.environment,
      severity: SEVERITY_OF_LEVEL[event.level],
    };
    if (sum !== undefined) add(sum, ofEvent);
    else
      sums.set(key, {
        projectId: event.project_id,
        fingerprint: grouping.fingerprint,
        issueId,
        firstRelease: event.release,
        ...ofEvent,
      });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** One sum for each issue; its fingerprint is one of several. */
export function sumByIssue(sums: readonly Sum[]): readonly Sum[] {
  const issues = new Map<string, Adding>();
  for (const more of sums) {
    const sum = issues.get(more.issueId);
    if (sum === undefined) issues.set(more.issueId, { ...more });
    else add(sum, more);
  }
  return [...issues.values()].toSorted((a, b) => (a.issueId < b.issueId ? -1 : 1));
}

type Adding = { -readonly [Key in keyof Sum]: Sum[Key] };
type Added = Pick<
  Sum,
  'count' | 'sampled' | 'firstSeen' | 'lastSeen' | 'release' | 'environment' | 'severity'
>;

/** In place: a batch has a thousand events of few issues. */
function add(sum: Adding, more: Added): void {
  const isNewer = more.lastSeen >= sum.lastSeen;
  sum.release = isNewer ? (more.release ?? sum.release) : (sum.release ?? more.release);
  sum.environment = isNewer ? (more.environment ?? sum.environment) : (sum.environment ?? more.environment);
  sum.count += more.count;
  sum.sampled += more.sampled;
  sum.firstSeen = Math.min(sum.firstSeen, more.firstSeen);
  sum.lastSeen = Math.max(sum.lastSeen, more.lastSeen);
  if (SEVERITIES.indexOf(more.severity) > SEVERITIES.indexOf(sum.severity)) sum.severity = more.severity;
}
