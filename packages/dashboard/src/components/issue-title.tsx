import type { Issue } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';

/** Type in bold, then the message; the whole title where an event had neither. */
export function IssueTitle({ issue }: { readonly issue: Pick<Issue, 'type' | 'value' | 'title'> }) {
  if (issue.type === '') return <span className="title-value">{visibleText(issue.title)}</span>;
  return (
    <>
      <strong className="title-type">{visibleText(issue.type)}</strong>{' '}
      <span className="title-value">{visibleText(issue.value)}</span>
    </>
  );
}
