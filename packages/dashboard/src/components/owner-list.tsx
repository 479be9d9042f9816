import { useQuery } from '@tanstack/react-query';
import { type Owner, ownersQuery } from '../api/ownership.ts';
import { visibleText } from '../format/visible-text.ts';
import { AssignButton, type Giving } from './assign-button.tsx';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';

const SOURCE_WORDS = { ownership_rules: 'the ownership rules', codeowners: 'CODEOWNERS' } as const;

/** Owners of the code by rules, and the line that says so. */
export function OwnerList({ issueId, giving }: { readonly issueId: string; readonly giving: Giving }) {
  const query = useQuery(ownersQuery(issueId));
  const { data } = query;
  return (
    <section aria-label="Owners">
      <h3>Owners</h3>
      {query.isPending && <Busy text="Looking for owners…" />}
      {query.isError && data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data?.owners.length === 0 && <p className="quiet">No rule of the project names an owner.</p>}
      {data !== undefined && data.owners.length > 0 && (
        <>
          <ul className="owner-list">
            {data.owners.map((owner) => (
              <OwnerRow key={owner.owner} owner={owner} giving={giving} />
            ))}
          </ul>
          {data.rule !== null && data.source !== null && (
            <p className="quiet">
              Line {data.rule.line} of {SOURCE_WORDS[data.source]}: <code>{visibleText(data.rule.text)}</code>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function OwnerRow({ owner, giving }: { readonly owner: Owner; readonly giving: Giving }) {
  const address = visibleText(owner.owner);
  return (
    <li className="owner-row">
      <div className="owner-name">
        {owner.name === null || owner.name === '' ? address : visibleText(owner.name)}
        <p className="quiet">
          {owner.name === null
            ? `Not a ${owner.kind === 'team' ? 'team' : 'member'} of the organization`
            : address}
        </p>
      </div>
      {owner.name !== null && <AssignButton to={owner.owner} giving={giving} />}
    </li>
  );
}
