import { useInfiniteQuery } from '@tanstack/react-query';
import { auditLogQuery } from '../api/organization.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { RelativeTime } from '../components/relative-time.tsx';
import { ScrollArea } from '../components/scroll-area.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

export function AuditLogPage() {
  const { project } = useCurrentProject();
  const log = useInfiniteQuery(auditLogQuery(project.organization_id));
  usePageTitle('Audit log');
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="settings">
      <SettingsNav />
      <h1>Audit log</h1>
      <Panel title="Who did what">
        {log.isPending && <Busy text="Loading the audit log…" />}
        {log.isError && log.data === undefined && <Failure error={log.error} />}
        {log.data !== undefined && entries.length === 0 && <p className="quiet">Nothing yet.</p>}
        {entries.length > 0 && (
          <ScrollArea className="table-scroll" label="Audit log">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Who</th>
                  <th scope="col">What</th>
                  <th scope="col">To what</th>
                  <th scope="col">From</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.id}>
                    <td>
                      <RelativeTime at={entry.created_at} />
                    </td>
                    <td className="cell-long">{visibleText(entry.actor)}</td>
                    <td>{wordsOf(entry.action)}</td>
                    <td className="cell-long">{visibleText(entry.target)}</td>
                    <td>{visibleText(entry.address)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollArea>
        )}
        {log.hasNextPage && (
          <button
            type="button"
            className="button"
            disabled={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            Older entries
          </button>
        )}
      </Panel>
    </div>
  );
}

/** `updateProject` is `update project`. */
function wordsOf(action: string): string {
  return visibleText(action.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`));
}
