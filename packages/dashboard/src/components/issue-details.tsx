import type { Issue } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';

export function IssueDetails({ issue }: { readonly issue: Issue }) {
  const facts = [
    ['Severity', issue.severity],
    ['Platform', issue.platform],
    ['Environment', issue.last_environment],
    ['Last release', issue.last_release],
    ['First release', issue.first_release],
    ['Reported by', issue.source],
    ['Category', issue.category],
    ['Assignee', issue.assignee],
    ['Resolved by', issue.resolved_by],
    ['Resolved in', issue.resolved_in_release],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  return (
    <Panel title="Details">
      <dl className="details">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
        {issue.resolved_at !== null && (
          <div>
            <dt>Resolved</dt>
            <dd>
              <RelativeTime at={issue.resolved_at} />
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
