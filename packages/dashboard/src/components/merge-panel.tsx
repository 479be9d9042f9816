import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { groupingQuery, similarQuery } from '../api/grouping.ts';
import { visibleText } from '../format/visible-text.ts';
import { useMergeChange } from '../state/merge-changes.ts';
import { LedgerHistory } from './ledger-history.tsx';
import { Panel } from './panel.tsx';

/** Issues merged into this one, issues that look like it, and who decided what. */
export function MergePanel({ issueId }: { readonly issueId: string }) {
  const grouping = useQuery(groupingQuery(issueId)).data;
  const similar = useQuery(similarQuery(issueId)).data?.similar ?? [];
  const change = useMergeChange(issueId);
  const merged = grouping?.merged ?? [];
  return (
    <Panel title="Merged and similar" className="merge-panel">
      {merged.length > 0 && (
        <ul className="merge-list" aria-label="Merged into this issue">
          {merged.map(({ id, number, title }) => (
            <li key={id}>
              <span className="merge-title">
                #{number} {visibleText(title)}
              </span>
              <button
                type="button"
                className="button"
                disabled={change.isPending}
                aria-label={`Unmerge #${number}`}
                onClick={() => change.mutate({ kind: 'unmerge', other: id })}
              >
                Unmerge
              </button>
            </li>
          ))}
        </ul>
      )}
      {similar.length > 0 && (
        <ul className="merge-list" aria-label="Similar issues">
          {similar.map(({ issue, similarity, evidence }) => (
            <li key={issue.id}>
              <div className="merge-title">
                <Link to={`/issues/${issue.id}`}>
                  #{issue.number} {visibleText(issue.title)}
                </Link>
                <p className="quiet">
                  {Math.round(similarity * 100)} % alike:{' '}
                  {visibleText(
                    evidence
                      .slice(0, 3)
                      .map(({ text }) => text)
                      .join(', '),
                  )}
                </p>
              </div>
              <button
                type="button"
                className="button"
                disabled={change.isPending}
                aria-label={`Merge #${issue.number} into this issue`}
                onClick={() => change.mutate({ kind: 'merge', other: issue.id })}
              >
                Merge
              </button>
            </li>
          ))}
        </ul>
      )}
      {merged.length === 0 && similar.length === 0 && <p className="quiet">Nothing merged, nothing alike.</p>}
      <LedgerHistory entries={grouping?.history ?? []} />
    </Panel>
  );
}
