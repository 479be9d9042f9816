import { useQuery } from '@tanstack/react-query';
import type { Member } from '../api/organization.ts';
import { type SuspectCommit, suspectCommitsQuery } from '../api/ownership.ts';
import { shortCommit } from '../format/short-commit.ts';
import { visibleText } from '../format/visible-text.ts';
import { AssignButton, type Giving } from './assign-button.tsx';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { RelativeTime } from './relative-time.tsx';

type Properties = {
  readonly issueId: string;
  readonly giving: Giving;
  /** An author can have the issue when the address is one of a member. */
  readonly members: readonly Member[];
};

/** Commits the issue may come from, most suspicious first. */
export function SuspectCommits({ issueId, giving, members }: Properties) {
  const query = useQuery(suspectCommitsQuery(issueId));
  const { data } = query;
  return (
    <section aria-label="Suspect commits">
      <h3>Suspect commits</h3>
      {query.isPending && <Busy text="Loading commits…" />}
      {query.isError && data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data !== undefined && data.suspects.length === 0 && (
        <p className="quiet">
          {data.commit === null
            ? 'An analysis with the project’s repository looks for them.'
            : 'No commit stands out.'}
        </p>
      )}
      {data !== undefined && data.suspects.length > 0 && (
        <ol className="owner-list">
          {data.suspects.map((suspect) => (
            <SuspectRow
              key={`${suspect.commit} ${suspect.path}`}
              suspect={suspect}
              giving={giving}
              member={memberOf(suspect, members)}
            />
          ))}
        </ol>
      )}
      {data !== undefined && data.suspects.length > 0 && !data.exact && (
        <p className="quiet">
          The release could not be mapped to a commit; the newest code stands in for it.
        </p>
      )}
    </section>
  );
}

type RowProperties = {
  readonly suspect: SuspectCommit;
  readonly giving: Giving;
  readonly member: Member | undefined;
};

function SuspectRow({ suspect, giving, member }: RowProperties) {
  return (
    <li className="owner-row">
      <div className="owner-name">
        {suspect.subject === '' ? '(no subject)' : visibleText(suspect.subject)}
        <p className="quiet">
          <code title={visibleText(suspect.commit)}>{shortCommit(suspect.commit)}</code> by{' '}
          {visibleText(suspect.author_name)}, <RelativeTime at={suspect.authored_at} />
        </p>
        <p className="quiet">
          {visibleText(suspect.reason)} · <code>{visibleText(suspect.path)}</code>
        </p>
      </div>
      {member !== undefined && <AssignButton to={member.email} giving={giving} />}
    </li>
  );
}

function memberOf({ author_email }: SuspectCommit, members: readonly Member[]): Member | undefined {
  const author = author_email?.toLowerCase();
  return members.find(({ email }) => email.toLowerCase() === author);
}
