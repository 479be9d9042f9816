import type { Schemas } from '@bugsage/api-client';
import { formatTable } from '../terminal/format-table.ts';
import { safeLine } from '../terminal/safe-text.ts';

type Issue = Schemas['Issue'];

export function formatIssues({ issues, total }: { issues: readonly Issue[]; total: number }): string {
  if (issues.length === 0) return 'No issues.';
  const table = formatTable(
    ['ISSUE', 'STATUS', 'SEVERITY', 'EVENTS', 'LAST SEEN', 'TITLE'],
    issues.map((one) => [one.id, one.status, one.severity, one.event_count, one.last_seen, one.title]),
  );
  return issues.length < total ? `${table}\n${issues.length} of ${total}` : table;
}

export function formatIssue(issue: Issue): string {
  const rows: readonly (readonly [string, string | number | null])[] = [
    ['issue', issue.id],
    ['project', issue.project_id],
    ['status', `${issue.status} (${issue.substatus})`],
    ['severity', issue.severity],
    ['value', issue.value],
    ['culprit', issue.culprit],
    ['events', issue.event_count],
    ['users', issue.users_affected],
    ['first seen', `${issue.first_seen}${inRelease(issue.first_release)}`],
    ['last seen', `${issue.last_seen}${inRelease(issue.last_release)}`],
    ['assignee', issue.assignee],
    ['resolution', issue.resolution],
    ['resolved in', issue.resolved_in_release ?? issue.resolved_in_commit],
    ['ignored until', issue.ignored_until],
    ['ignored while', issue.ignored_while === null ? null : JSON.stringify(issue.ignored_while)],
  ];
  const known = rows.filter(([, value]) => value !== null && value !== '');
  return [
    safeLine(issue.title),
    ...known.map(([name, value]) => `${name.padEnd(13)}  ${safeLine(String(value))}`),
  ].join('\n');
}

function inRelease(release: string | null): string {
  return release === null ? '' : ` in ${release}`;
}
