import type { Issue } from '@bugsage/core';
import { compactCount, exactCount } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { RelativeTime } from './relative-time.tsx';

export function IssueNumbers({ issue }: { readonly issue: Issue }) {
  return (
    <dl className="numbers">
      <div>
        <dt>Events</dt>
        <dd title={exactCount(issue.event_count)}>{compactCount(issue.event_count)}</dd>
      </div>
      <div>
        <dt>Users</dt>
        <dd title={exactCount(issue.users_affected)}>{compactCount(issue.users_affected)}</dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <RelativeTime at={issue.last_seen} />
          {issue.last_release !== null && <small>in {visibleText(issue.last_release)}</small>}
        </dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>
          <RelativeTime at={issue.first_seen} />
          {issue.first_release !== null && <small>in {visibleText(issue.first_release)}</small>}
        </dd>
      </div>
    </dl>
  );
}
