import { useState } from 'react';
import type { ReleaseDetail } from '../api/releases.ts';
import { exactCount } from '../format/number.ts';
import { shortCommit } from '../format/short-commit.ts';
import { visibleText } from '../format/visible-text.ts';
import { COMMITS_SHOWN } from '../limits.ts';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';

type Commit = ReleaseDetail['commits'][number];

/** What a build said is in the release, newest first. */
export function ReleaseCommits({ commits }: { readonly commits: readonly Commit[] }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? commits : commits.slice(0, COMMITS_SHOWN);
  return (
    <Panel title="Commits" aside={<span className="quiet">{exactCount(commits.length)}</span>}>
      {commits.length === 0 && <p className="quiet">A build sends them when it announces the release.</p>}
      <ol className="commit-list">
        {shown.map((commit) => (
          <CommitRow key={commit.sha} commit={commit} />
        ))}
      </ol>
      {shown.length < commits.length && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          Show all {exactCount(commits.length)}
        </button>
      )}
    </Panel>
  );
}

function CommitRow({ commit }: { readonly commit: Commit }) {
  const subject = commit.message?.split('\n', 1)[0]?.trim() ?? '';
  const author = commit.author_name ?? commit.author_email;
  return (
    <li>
      {subject === '' ? '(no message)' : visibleText(subject)}
      <p className="quiet">
        <code title={visibleText(commit.sha)}>{shortCommit(commit.sha)}</code>
        {author !== null && ` by ${visibleText(author)}`}
        {commit.committed_at !== null && (
          <>
            , <RelativeTime at={commit.committed_at} />
          </>
        )}
      </p>
    </li>
  );
}
