import type { Issue } from '@bugsage/core';
import { Link } from 'react-router';
import { visibleText } from '../format/visible-text.ts';
import { Icon } from './icon.tsx';
import { IssueActions } from './issue-actions.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { StatusBadge } from './status-badge.tsx';

export function IssueHeader({ issue }: { readonly issue: Issue }) {
  return (
    <header className="issue-header">
      <p className="crumbs">
        <Link className="crumb" to="/">
          <Icon name="back" />
          Issues
        </Link>
        <span className="issue-number">#{issue.number}</span>
        <StatusBadge status={issue.status} substatus={issue.substatus} />
      </p>
      <div className="issue-headline">
        <div className="issue-naming">
          <h1 className="issue-title">
            <SeverityMark severity={issue.severity} />
            <span className="issue-type">{visibleText(issue.type === '' ? issue.title : issue.type)}</span>
          </h1>
          {issue.type !== '' && <p className="issue-value">{visibleText(issue.value)}</p>}
          {issue.culprit !== '' && <code className="issue-culprit">{visibleText(issue.culprit)}</code>}
        </div>
        <IssueActions issue={issue} />
      </div>
    </header>
  );
}
