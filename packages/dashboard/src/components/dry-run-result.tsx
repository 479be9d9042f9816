import { Link } from 'react-router';
import type { DryRun } from '../api/grouping-rules.ts';
import { counted } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';

type TouchedIssue = DryRun['issues'][number];

/** Which issues would lose events, how many, and where they would go. */
export function DryRunResult({ result }: { readonly result: DryRun }) {
  const { events_read: read, events_moved: moved, splits, joins, issues, complete } = result;
  const looked = `${counted(read, 'event')} looked at${complete ? '' : ', the newest ones'}.`;
  if (moved === 0) return <p>No event would change its issue. {looked}</p>;
  return (
    <>
      <p>
        {counted(moved, 'event')} would move: {counted(splits, 'issue')} would split, {joins} would get events
        of others. <span className="quiet">{looked}</span>
      </p>
      <ul className="touched-list">
        {issues.map((touched) => (
          <Touched key={touched.issue.id} touched={touched} />
        ))}
      </ul>
    </>
  );
}

function Touched({ touched }: { readonly touched: TouchedIssue }) {
  const { issue, events_kept: kept, moves } = touched;
  return (
    <li>
      <p className="touched-title">
        <IssueName issue={issue} />
        <span className="quiet"> {kept === 0 ? 'keeps no event' : `keeps ${counted(kept, 'event')}`}</span>
      </p>
      <ul>
        {moves.map((move) => (
          <li key={move.fingerprint}>
            {counted(move.events, 'event')} →{' '}
            {move.to === null ? <>a new issue: {visibleText(move.title)}</> : <IssueName issue={move.to} />}
          </li>
        ))}
      </ul>
    </li>
  );
}

function IssueName({ issue }: { readonly issue: TouchedIssue['issue'] }) {
  return (
    <Link to={`/issues/${issue.id}`}>
      #{issue.number} {visibleText(issue.title)}
    </Link>
  );
}
