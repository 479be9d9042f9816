import { useQuery } from '@tanstack/react-query';
import { fixLedgerQuery, type FixLedgerRow } from '../api/fixes.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { ScrollArea } from '../components/scroll-area.tsx';
import { exactCount } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

type CountName = Exclude<keyof FixLedgerRow, 'origin' | 'model'>;

const COLUMNS: readonly (readonly [CountName, string])[] = [
  ['fixes', 'Fixes'],
  ['verified', 'Verified'],
  ['plausible', 'Plausible'],
  ['refuted', 'Refuted'],
  ['candidates_refuted', 'Patches refuted'],
  ['applied', 'Applied'],
  ['fixed', 'Fixed'],
  ['recurred', 'Came back'],
  ['rolled_back', 'Taken back'],
];

/** How often rules and models were right, counted from what became of their fixes. */
export function FixesPage() {
  const { project } = useCurrentProject();
  const query = useQuery(fixLedgerQuery(project.id));
  usePageTitle('Fixes');
  return (
    <div className="settings">
      <h1>Track record of fixes</h1>
      <Panel title={`Rules and models in ${visibleText(project.name)}`}>
        <p className="quiet">
          Verified means that it failed before and passed after. Fixed and came back are said by the issue's
          own events, in releases that have the fix.
        </p>
        {query.isPending && <Busy text="Loading the track record…" />}
        {query.isError && query.data === undefined && <Failure error={query.error} />}
        {query.data?.length === 0 && <p className="quiet">No fix was made in this project yet.</p>}
        {query.data !== undefined && query.data.length > 0 && <LedgerTable rows={query.data} />}
      </Panel>
    </div>
  );
}

function LedgerTable({ rows }: { readonly rows: readonly FixLedgerRow[] }) {
  return (
    <ScrollArea className="scroll-box" label="Track record by rule and model">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Made by</th>
            {COLUMNS.map(([name, word]) => (
              <th key={name} scope="col" className="head-number">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.origin} ${row.model}`}>
              <th scope="row">
                {visibleText(row.model === '' ? row.origin : `${row.origin}: ${row.model}`)}
              </th>
              {COLUMNS.map(([name]) => (
                <td key={name} className="cell-number">
                  {exactCount(row[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
