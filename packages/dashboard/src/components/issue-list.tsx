import type { Issue } from '@bugsage/core';
import { useRef } from 'react';
import { useShortcuts } from '../state/shortcuts.ts';
import { useStableRows } from '../state/stable-rows.ts';
import { counted } from '../format/number.ts';
import { IssueRow } from './issue-row.tsx';

type Properties = {
  readonly issues: readonly Issue[];
  /** Changes when the person asked for another list: the order on the screen may change then. */
  readonly listKey: string;
};

/** The rows, kept in place while somebody points at them or has the focus in them. */
export function IssueList({ issues, listKey }: Properties) {
  const list = useRef<HTMLOListElement>(null);
  const { rows, waiting, takeFresh, hold } = useStableRows(issues, listKey);

  const move = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('.issue-link') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
    links[next]?.focus();
    links[next]?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });

  return (
    <div {...hold}>
      <output className="waiting">
        {waiting > 0 && (
          <button type="button" className="button waiting-button" onClick={takeFresh}>
            Show {counted(waiting, 'new issue')}
          </button>
        )}
      </output>
      <div className="issue-head" aria-hidden="true">
        <span />
        <span>Issue</span>
        <span>Fix and cause</span>
        <span>24 hours</span>
        <span className="head-number">Events</span>
        <span className="head-number">Users</span>
        <span className="head-number">Last seen</span>
      </div>
      <ol className="issue-list" ref={list} aria-label="Issues">
        {rows.map((issue) => (
          <IssueRow key={issue.id} issue={issue} />
        ))}
      </ol>
    </div>
  );
}
