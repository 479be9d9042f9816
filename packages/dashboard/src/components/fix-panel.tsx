import type { Issue } from '@bugsage/core';
import { useQuery } from '@tanstack/react-query';
import { issueFixesQuery } from '../api/fixes.ts';
import { useGenerateFix } from '../state/issue-changes.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { FixBadge } from './fix-badge.tsx';
import { FixBody } from './fix-body.tsx';
import { Panel } from './panel.tsx';

/** The newest fix of an issue; older attempts folded below it. */
export function FixPanel({ issue }: { readonly issue: Issue }) {
  const query = useQuery(issueFixesQuery(issue.id));
  const generate = useGenerateFix(issue.id);
  const [newest, ...older] = query.data ?? [];
  return (
    <Panel title="Fix" aside={newest !== undefined && <FixBadge fix={newest} />} className="fix">
      {query.isPending && <Busy text="Loading fixes…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {newest !== undefined && <FixBody fix={newest} />}
      {query.isSuccess && newest === undefined && (
        <div className="quiet quiet-row">
          <p>No fix has been proposed. One is made when the analysis is confident enough.</p>
          <button
            type="button"
            className="button"
            disabled={generate.isPending || issue.analysis_confidence === null}
            onClick={() => generate.mutate()}
          >
            Try a fix
          </button>
        </div>
      )}
      {older.map((fix) => (
        <details key={fix.id} className="fold">
          <summary>
            Earlier attempt <FixBadge fix={fix} />
          </summary>
          <FixBody fix={fix} />
        </details>
      ))}
    </Panel>
  );
}
