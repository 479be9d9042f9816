import type { Issue } from '@bugsage/core';
import { Link } from 'react-router';
import { useSeen } from '../state/seen.ts';
import { ConfidenceMeter } from './confidence-meter.tsx';
import { Count } from './count.tsx';
import { Culprit } from './culprit.tsx';
import { IssueFixBadge } from './issue-fix-badge.tsx';
import { IssueSparkline } from './issue-sparkline.tsx';
import { IssueTitle } from './issue-title.tsx';
import { RelativeTime } from './relative-time.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { StatusBadge } from './status-badge.tsx';

/** What costs a request of its own (fix, sparkline) waits until the row has been on the screen. */
export function IssueRow({ issue }: { readonly issue: Issue }) {
  const { place, seen } = useSeen<HTMLLIElement>();
  return (
    <li className="issue-row" ref={place}>
      <SeverityMark severity={issue.severity} />
      <div className="issue-main">
        <Link className="issue-link" to={`/issues/${issue.id}`}>
          <IssueTitle issue={issue} />
        </Link>
        <p className="issue-sub">
          <StatusBadge status={issue.status} substatus={issue.substatus} />
          <span className="issue-number">#{issue.number}</span>
          <Culprit culprit={issue.culprit} />
        </p>
      </div>
      <div className="issue-insight">
        <IssueFixBadge issue={issue} seen={seen} />
        {issue.analysis_confidence !== null && (
          <span className="issue-confidence" title="Confidence of the analysis">
            <span className="issue-confidence-word">Cause</span>
            <ConfidenceMeter value={issue.analysis_confidence} label="Confidence of the analysis" />
          </span>
        )}
      </div>
      <IssueSparkline issueId={issue.id} seen={seen} />
      <div className="issue-events">
        <Count value={issue.event_count} noun="event" />
      </div>
      <div className="issue-users">
        <Count value={issue.users_affected} noun="user" />
      </div>
      <div className="issue-seen">
        <RelativeTime at={issue.last_seen} />
        <span className="issue-first">
          <span className="issue-first-word">first </span>
          <RelativeTime at={issue.first_seen} />
        </span>
      </div>
    </li>
  );
}
