import type { IssueStatus, Severity } from '../issue.ts';
import type { IntegrationSettings, MappedStatus } from './settings.ts';

/** Of a status in Jira (`statusCategory.key`). */
export type StatusCategory = 'new' | 'indeterminate' | 'done';

type JiraSettings = IntegrationSettings['jira'];

const STATUS_OF_CATEGORY: { readonly [Category in StatusCategory]: MappedStatus } = {
  new: 'detected',
  indeterminate: 'fixing',
  done: 'resolved',
};
/** What a Jira project has when nobody changed its workflow. */
const USUAL_NAMES: { readonly [Status in MappedStatus]: string } = {
  detected: 'To Do',
  fixing: 'In Progress',
  resolved: 'Done',
  ignored: 'Done',
};

/** What a status of the tracker means here: many there are one here. Names are compared without case. */
export function statusOfTracker(
  map: JiraSettings['status_map'],
  status: { readonly name: string; readonly category: StatusCategory },
): MappedStatus {
  const name = status.name.toLowerCase();
  const [, mapped] = Object.entries(map).find(([key]) => key.toLowerCase() === name) ?? [];
  return mapped ?? STATUS_OF_CATEGORY[status.category];
}

/**
 * The status the tracker should go to, or null when the one it has says the same. Several of its statuses mean one of
 * ours: it stays where people put it unless it says something else. What the analyzer does (`analyzing`, `fixing`) moves
 * nothing over there.
 */
export function trackerStatusFor(
  outgoing: JiraSettings['outgoing_status'],
  issue: IssueStatus,
  there: MappedStatus,
): string | null {
  const isOver = (status: IssueStatus): boolean => status === 'resolved' || status === 'ignored';
  if (isOver(issue)) {
    const target = issue as 'resolved' | 'ignored';
    const isAnother = there !== target && outgoing[target] !== undefined;
    return isOver(there) && !isAnother ? null : (outgoing[target] ?? USUAL_NAMES[target]);
  }
  return isOver(there) ? (outgoing.detected ?? USUAL_NAMES.detected) : null;
}

/** Jira's usual priorities; many there are one here. */
const SEVERITY_OF_PRIORITY: Readonly<Record<string, Severity>> = {
  highest: 'critical',
  blocker: 'critical',
  critical: 'critical',
  high: 'high',
  major: 'high',
  medium: 'medium',
  low: 'low',
  minor: 'low',
  lowest: 'low',
  trivial: 'low',
};

/** The severity a priority means; null for names nobody mapped. */
export function severityOfPriority(priorities: JiraSettings['priorities'], name: string): Severity | null {
  const wanted = name.toLowerCase();
  const [own] = Object.entries(priorities).find(([, mapped]) => mapped?.toLowerCase() === wanted) ?? [];
  return (own as Severity | undefined) ?? SEVERITY_OF_PRIORITY[wanted] ?? null;
}
