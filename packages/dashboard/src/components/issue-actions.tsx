import type { Issue } from '@bugsage/core';
import { useNavigate } from 'react-router';
import { isOpen } from '../format/issue-words.ts';
import { useShortcuts } from '../state/shortcuts.ts';
import { useAnalyzeIssue, useChangeStatus } from '../state/issue-changes.ts';
import { Icon } from './icon.tsx';

export function IssueActions({ issue }: { readonly issue: Issue }) {
  const navigate = useNavigate();
  const status = useChangeStatus(issue);
  const analysis = useAnalyzeIssue(issue.id);
  const open = isOpen(issue.status);
  const busy = status.isPending;

  useShortcuts({
    r: () => status.mutate(open ? 'resolved' : 'detected'),
    i: () => open && status.mutate('ignored'),
    u: () => void navigate('/'),
  });

  return (
    <div className="issue-actions">
      {open ? (
        <>
          <button
            type="button"
            className="button button-primary"
            disabled={busy}
            aria-keyshortcuts="r"
            onClick={() => status.mutate('resolved')}
          >
            <Icon name="check" />
            Resolve
          </button>
          <button
            type="button"
            className="button"
            disabled={busy}
            aria-keyshortcuts="i"
            onClick={() => status.mutate('ignored')}
          >
            <Icon name="mute" />
            Ignore
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-keyshortcuts="r"
          onClick={() => status.mutate('detected')}
        >
          <Icon name="reopen" />
          Reopen
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={analysis.isPending || issue.status === 'analyzing'}
        onClick={() => analysis.mutate(issue.analysis_confidence !== null)}
      >
        <Icon name="spark" />
        {issue.status === 'analyzing'
          ? 'Analyzing…'
          : issue.analysis_confidence === null
            ? 'Analyze'
            : 'Analyze again'}
      </button>
    </div>
  );
}
