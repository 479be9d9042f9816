import type { IssueStatus, IssueSubstatus } from '@bugsage/core';
import { isOpen, STATUS_WORDS, SUBSTATUS_WORDS } from '../format/issue-words.ts';

/** Status and substatus in one mark: `New`, `Regressed`, `Analyzing`, `Resolved`. Nothing for what is simply ongoing. */
export function StatusBadge({
  status,
  substatus,
}: {
  readonly status: IssueStatus;
  readonly substatus: IssueSubstatus;
}) {
  if (status === 'analyzing' || status === 'fixing') {
    return (
      <span className="badge" data-tone="working">
        <span className="working-dot" aria-hidden="true" />
        {STATUS_WORDS[status]}
      </span>
    );
  }
  if (!isOpen(status)) {
    return (
      <span className="badge" data-tone={status}>
        {STATUS_WORDS[status]}
      </span>
    );
  }
  if (substatus === 'ongoing') return null;
  return (
    <span className="badge" data-tone={substatus}>
      {SUBSTATUS_WORDS[substatus]}
    </span>
  );
}
